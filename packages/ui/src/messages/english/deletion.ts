/** Deleting one's own account. */
export interface DeletionMessages {
  /** The section, and the buttons in it. */
  readonly 'deletion.title': string
  readonly 'deletion.description': string
  readonly 'deletion.question': string
  /** `{name}` is the name of the person. */
  readonly 'deletion.consequence': string
  /** Label of the input, and what is wrong with anything else; `{word}` is what has to be typed. */
  readonly 'deletion.confirm': string
  /** What has to be typed: one word that every keyboard of the language writes. */
  readonly 'deletion.word': string
  readonly 'deletion.pending': string
  readonly 'deletion.cancel': string
  /** Said when the server refused. */
  readonly 'deletion.failed': string
}

export const deletionEnglish: DeletionMessages = {
  'deletion.title': 'Delete account',
  'deletion.description': 'Removes your account and everything that belongs to it, for good.',
  'deletion.question': 'Delete your account?',
  'deletion.consequence': "The account of {name} and everything in it will be gone. This can't be undone.",
  'deletion.confirm': 'Type {word} to confirm',
  'deletion.word': 'delete',
  'deletion.pending': 'Deleting…',
  'deletion.cancel': 'Keep my account',
  'deletion.failed': "Your account hasn't been deleted. Try again or contact support.",
}
