import type { CubeMessages } from './CubeMessages.ts'

const unavailable = "Signing in isn't available right now. Try again later or contact support."

/**
 * English, the default.
 *
 * @example
 * <CubeLocaleProvider locale="en" messages={{ ...en, 'login.title': 'Sign in to Acme' }}>…</CubeLocaleProvider>
 */
export const en: CubeMessages = {
  'login.title': 'Sign in',
  'login.titleAgain': 'Welcome back',
  'login.descriptionAgain': 'Your session has ended. Enter your password to continue.',
  'login.switchUser': 'Not you?',
  'login.submit': 'Sign in',
  'guest.title': 'Continue as a guest',
  'guest.description': 'No account needed. This is the name others will see.',
  'guest.submit': 'Continue',
  'reauth.title': 'Your session has expired',
  'reauth.description':
    'Sessions end after a while without use. Sign in again, {name}, and go on where you left off.',
  'reauth.descriptionElsewhere':
    'Sessions end after a while without use. Sign in again, {name}, the way you did before. This page closes first.',
  'reauth.wrongPassword': "That isn't the password of this account. Try again.",
  'reauth.submit': 'Sign in again',
  'field.invalid': "This wasn't accepted. Check it for typos.",
  'field.identifier': 'Login or email',
  'field.identifierMissing': 'Enter your login or email.',
  'field.password': 'Password',
  'field.passwordMissing': 'Enter your password.',
  'field.showPassword': 'Show password',
  'field.name': 'Full name',
  'field.nameMissing': 'Enter your name.',
  'form.pending': 'Signing in…',
  'form.tryAgain': 'Try again',
  'form.retryIn': 'Too many attempts. Try again {time}.',
  'form.retryNow': 'You can try again now.',
  'error.unreachable': "We couldn't reach the server. Check your connection and try again.",
  'error.timeout': 'The server took too long to answer. Try again.',
  'error.protocol': "We couldn't read the server's answer. Try again in a moment.",
  'error.rate-limited': 'Too many attempts. Wait a minute, then try again.',
  'error.server-error': 'The server has a problem right now. Try again in a moment.',
  'error.invalid-credentials': "That login and password don't match. Check both and try again.",
  'error.forbidden': "You don't have access to this app. Contact its support team.",
  'error.app-rejected': unavailable,
  'error.signature-rejected': unavailable,
  'error.clock-skew': "This device's date or time is off. Correct it, then try again.",
  'error.identity-mismatch': "That's somebody else's account. Sign in as yourself, or log out first.",
  'error.sessions-paused': "Signing in isn't working right now. Try again in a moment.",
  'error.other': "That didn't work. Check what you entered and try again.",
}
