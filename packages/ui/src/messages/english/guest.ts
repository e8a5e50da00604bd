/** Coming in as a guest. */
export interface GuestMessages {
  readonly 'guest.title': string
  readonly 'guest.description': string
  readonly 'guest.submit': string
  readonly 'guest.pending': string
}

export const guestEnglish: GuestMessages = {
  'guest.title': 'Continue as a guest',
  'guest.description': 'No account needed. This is the name others will see.',
  'guest.submit': 'Continue',
  'guest.pending': 'Signing in…',
}
