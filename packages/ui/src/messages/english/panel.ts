/** From one form of an `AuthPanel` to another. */
export interface PanelMessages {
  readonly 'panel.login': string
  readonly 'panel.signUp': string
  readonly 'panel.guest': string
  readonly 'panel.phone': string
  readonly 'panel.reset': string
  /** Before `panel.signUp`. */
  readonly 'panel.newHere': string
  /** Before `panel.login`, under the form that makes an account. */
  readonly 'panel.haveAccount': string
  readonly 'panel.back': string
}

export const panelEnglish: PanelMessages = {
  'panel.login': 'Sign in',
  'panel.signUp': 'Create an account',
  'panel.guest': 'Continue as a guest',
  'panel.phone': 'Continue with your phone',
  'panel.reset': 'Forgot password?',
  'panel.newHere': 'New here?',
  'panel.haveAccount': 'Have an account?',
  'panel.back': 'Back to sign in',
}
