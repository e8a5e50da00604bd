/** One's own profile. */
export interface ProfileMessages {
  readonly 'profile.title': string
  readonly 'profile.submit': string
  readonly 'profile.pending': string
  readonly 'profile.done': string
}

export const profileEnglish: ProfileMessages = {
  'profile.title': 'Your profile',
  'profile.submit': 'Save',
  'profile.pending': 'Saving…',
  'profile.done': 'Saved.',
}
