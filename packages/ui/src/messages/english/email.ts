/** The field of an email address. */
export interface EmailMessages {
  readonly 'field.email': string
  readonly 'field.emailMissing': string
  readonly 'field.emailInvalid': string
}

export const emailEnglish: EmailMessages = {
  'field.email': 'Email',
  'field.emailMissing': 'Enter your email.',
  'field.emailInvalid': 'Enter an email like name@example.com.',
}
