/** Making a user of a guest. `{time}` is a relative time: "in 5 hours". */
export interface GuestUpgradeMessages {
  readonly 'guestUpgrade.title': string
  readonly 'guestUpgrade.description': string
  /** Said when it is not known how much is left of the guest's day. */
  readonly 'guestUpgrade.descriptionToday': string
  readonly 'guestUpgrade.submit': string
  readonly 'guestUpgrade.pending': string
  readonly 'guestUpgrade.signInInstead': string
  /** Said when that was tried, and the password was another one. */
  readonly 'guestUpgrade.wrongPassword': string
}

export const guestUpgradeEnglish: GuestUpgradeMessages = {
  'guestUpgrade.title': 'Keep your account',
  'guestUpgrade.description':
    'You are here as a guest, and guests are deleted {time}. Make this yours for good.',
  'guestUpgrade.descriptionToday':
    'You are here as a guest, and guests are deleted after a day. Make this yours for good.',
  'guestUpgrade.submit': 'Keep my account',
  'guestUpgrade.pending': 'Keeping your account…',
  'guestUpgrade.signInInstead': 'Sign in to that account instead',
  'guestUpgrade.wrongPassword':
    'That account has another password. Enter its password, or use another email or login.',
}
