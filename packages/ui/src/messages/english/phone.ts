/** Signing in by a code in a text message. */
export interface PhoneMessages {
  readonly 'phone.title': string
  readonly 'phone.description': string
  readonly 'phone.country': string
  readonly 'phone.number': string
  readonly 'phone.numberMissing': string
  readonly 'phone.numberInvalid': string
  readonly 'phone.send': string
  readonly 'phone.sending': string
  readonly 'phone.codeTitle': string
  /** `{name}` is the phone number. */
  readonly 'phone.sent': string
  readonly 'phone.code': string
  readonly 'phone.codeMissing': string
  readonly 'phone.codeInvalid': string
  readonly 'phone.confirm': string
  readonly 'phone.confirming': string
  readonly 'phone.resend': string
  /** `{time}` becomes a relative time of the active locale: "in 27 seconds". */
  readonly 'phone.resendIn': string
  readonly 'phone.resent': string
  readonly 'phone.change': string
  /** Said when the server did not take a phone that was proved. */
  readonly 'phone.refused': string
}

export const phoneEnglish: PhoneMessages = {
  'phone.title': 'Sign in with your phone',
  'phone.description': "We'll send you a code in a text message.",
  'phone.country': 'Country',
  'phone.number': 'Phone number',
  'phone.numberMissing': 'Enter your phone number.',
  'phone.numberInvalid': "That isn't a phone number of this country. Check the digits and the country.",
  'phone.send': 'Send code',
  'phone.sending': 'Sending a code…',
  'phone.codeTitle': 'Enter the code',
  'phone.sent': 'We sent a code to {name}.',
  'phone.code': 'Code',
  'phone.codeMissing': 'Enter the code from the message.',
  'phone.codeInvalid': "That code isn't right, or it has expired. Check it or get a new one.",
  'phone.confirm': 'Sign in',
  'phone.confirming': 'Signing in…',
  'phone.resend': 'Send a new code',
  'phone.resendIn': 'Send a new code {time}',
  'phone.resent': 'A new code is on its way.',
  'phone.change': 'Change number',
  'phone.refused': "We couldn't sign you in with this phone. Try again or choose another way.",
}
