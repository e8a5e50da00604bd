/** Signing in again when a session has lapsed. `{name}` is the name of the person. */
export interface ReauthMessages {
  readonly 'reauth.title': string
  readonly 'reauth.description': string
  readonly 'reauth.descriptionElsewhere': string
  readonly 'reauth.wrongPassword': string
  readonly 'reauth.submit': string
}

export const reauthEnglish: ReauthMessages = {
  'reauth.title': 'Your session has expired',
  'reauth.description':
    'Sessions end after a while without use. Sign in again, {name}, and go on where you left off.',
  'reauth.descriptionElsewhere':
    'Sessions end after a while without use. Sign in again, {name}, the way you did before. This page closes first.',
  'reauth.wrongPassword': "That isn't the password of this account. Try again.",
  'reauth.submit': 'Sign in again',
}
