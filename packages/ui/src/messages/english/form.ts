import type { CubeErrorCode } from '@cubekit/core'

/** The errors that people can do something about, each in its own way. */
type ErrorOfItsOwn = Extract<
  CubeErrorCode,
  | 'unreachable'
  | 'timeout'
  | 'protocol'
  | 'rate-limited'
  | 'server-error'
  | 'forbidden'
  | 'session-expired'
  | 'app-rejected'
  | 'signature-rejected'
  | 'clock-skew'
  | 'sessions-paused'
>

/** What every form may have to say. `error.…` is said for a `CubeErrorCode`, `error.other` for all without words. */
export interface FormMessages extends ErrorMessages {
  /** Said at a field whose value the server refused. */
  readonly 'field.invalid': string
  readonly 'form.tryAgain': string
  /** `{time}` becomes a relative time of the active locale: "in 27 seconds". */
  readonly 'form.retryIn': string
  readonly 'form.retryNow': string
}

type ErrorMessages = Readonly<
  Record<`error.${ErrorOfItsOwn | 'other'}`, string> & Partial<Record<`error.${CubeErrorCode}`, string>>
>

const unavailable = "This isn't available right now. Try again later or contact support."

export const formEnglish: FormMessages = {
  'field.invalid': "This wasn't accepted. Check it for typos.",
  'form.tryAgain': 'Try again',
  'form.retryIn': 'Too many attempts. Try again {time}.',
  'form.retryNow': 'You can try again now.',
  'error.unreachable': "We couldn't reach the server. Check your connection and try again.",
  'error.timeout': 'The server took too long to answer. Try again.',
  'error.protocol': "We couldn't read the server's answer. Try again in a moment.",
  'error.rate-limited': 'Too many attempts. Wait a minute, then try again.',
  'error.server-error': 'The server has a problem right now. Try again in a moment.',
  'error.forbidden': "You don't have access to this app. Contact its support team.",
  'error.session-expired': 'Your session has ended. Sign in again, then try once more.',
  'error.app-rejected': unavailable,
  'error.signature-rejected': unavailable,
  'error.clock-skew': "This device's date or time is off. Correct it, then try again.",
  'error.sessions-paused': "Signing in isn't working right now. Try again in a moment.",
  'error.other': "That didn't work. Check what you entered and try again.",
}
