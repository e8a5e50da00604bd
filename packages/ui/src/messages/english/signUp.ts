/** Making an account. */
export interface SignUpMessages {
  readonly 'signUp.title': string
  readonly 'signUp.submit': string
  readonly 'signUp.pending': string
  readonly 'signUp.signInInstead': string
}

export const signUpEnglish: SignUpMessages = {
  'signUp.title': 'Create your account',
  'signUp.submit': 'Create account',
  'signUp.pending': 'Creating your account…',
  'signUp.signInInstead': 'Sign in instead',
}
