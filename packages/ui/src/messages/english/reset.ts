/** Asking for a link to choose a new password. `{email}` is what was typed, `{time}` a relative time: "in 27 seconds". */
export interface ResetMessages {
  readonly 'reset.title': string
  readonly 'reset.description': string
  readonly 'reset.submit': string
  readonly 'reset.pending': string
  readonly 'reset.unavailable': string
  readonly 'reset.sentTitle': string
  /** The same whether or not there is such an account. */
  readonly 'reset.sent': string
  readonly 'reset.sentAgain': string
  readonly 'reset.again': string
  readonly 'reset.againIn': string
  readonly 'reset.otherEmail': string
}

export const resetEnglish: ResetMessages = {
  'reset.title': 'Reset your password',
  'reset.description': "Enter the email of your account. We'll send you a link to choose a new password.",
  'reset.submit': 'Send the link',
  'reset.pending': 'Sending…',
  'reset.unavailable': "Passwords can't be reset by email here. Contact support.",
  'reset.sentTitle': 'Check your email',
  'reset.sent': "If {email} belongs to an account, we've sent instructions to it. Look among the spam, too.",
  'reset.sentAgain': "Sent again. If {email} belongs to an account, it's on its way.",
  'reset.again': 'Send again',
  'reset.againIn': 'You can send it again {time}.',
  'reset.otherEmail': 'Use another email',
}
