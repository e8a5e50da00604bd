/** Changing one's password. */
export interface PasswordChangeMessages {
  readonly 'passwordChange.title': string
  readonly 'passwordChange.submit': string
  readonly 'passwordChange.pending': string
  readonly 'passwordChange.done': string
  readonly 'field.oldPassword': string
  readonly 'field.oldPasswordMissing': string
  readonly 'field.oldPasswordWrong': string
  readonly 'field.newPassword': string
}

export const passwordChangeEnglish: PasswordChangeMessages = {
  'passwordChange.title': 'Change your password',
  'passwordChange.submit': 'Change password',
  'passwordChange.pending': 'Changing your password…',
  'passwordChange.done': 'Your password is changed.',
  'field.oldPassword': 'Current password',
  'field.oldPasswordMissing': 'Enter your current password.',
  'field.oldPasswordWrong': "That isn't your current password.",
  'field.newPassword': 'New password',
}
