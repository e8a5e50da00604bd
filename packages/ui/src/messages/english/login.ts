/** Signing in with login or email and password. */
export interface LoginMessages {
  readonly 'login.title': string
  readonly 'login.titleAgain': string
  readonly 'login.descriptionAgain': string
  readonly 'login.switchUser': string
  readonly 'login.submit': string
  readonly 'login.pending': string
  readonly 'field.identifier': string
  readonly 'field.identifierMissing': string
  readonly 'error.invalid-credentials': string
  readonly 'error.identity-mismatch': string
}

export const loginEnglish: LoginMessages = {
  'login.title': 'Sign in',
  'login.titleAgain': 'Welcome back',
  'login.descriptionAgain': 'Your session has ended. Enter your password to continue.',
  'login.switchUser': 'Not you?',
  'login.submit': 'Sign in',
  'login.pending': 'Signing in…',
  'field.identifier': 'Login or email',
  'field.identifierMissing': 'Enter your login or email.',
  'error.invalid-credentials': "That login and password don't match. Check both and try again.",
  'error.identity-mismatch': "That's somebody else's account. Sign in as yourself, or log out first.",
}
