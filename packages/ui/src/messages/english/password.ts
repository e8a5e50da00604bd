/** The field of a password that exists. */
export interface PasswordMessages {
  readonly 'field.password': string
  readonly 'field.passwordMissing': string
  readonly 'field.showPassword': string
}

export const passwordEnglish: PasswordMessages = {
  'field.password': 'Password',
  'field.passwordMissing': 'Enter your password.',
  'field.showPassword': 'Show password',
}
