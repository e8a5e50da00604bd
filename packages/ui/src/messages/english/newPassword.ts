import type { Plural } from '../Plural.ts'

/** Choosing a password. */
export interface NewPasswordMessages<Category extends Intl.LDMLPluralRule> {
  readonly 'newPassword.missing': string
  /** How long it may be: `{min}` to `{count}` characters. */
  readonly 'newPassword.length': Plural<Category>
  /** Said when the server wants no letters beyond those of English. */
  readonly 'newPassword.characters': string
  readonly 'newPassword.veryWeak': string
  readonly 'newPassword.weak': string
  readonly 'newPassword.fair': string
  readonly 'newPassword.good': string
  readonly 'newPassword.strong': string
  readonly 'newPassword.common': string
  readonly 'newPassword.personal': string
  readonly 'newPassword.longer': string
}

export const newPasswordEnglish: NewPasswordMessages<'one' | 'other'> = {
  'newPassword.missing': 'Choose a password.',
  'newPassword.length': { one: '{min} to {count} character', other: '{min} to {count} characters' },
  'newPassword.characters': 'Use English letters, digits and punctuation only.',
  'newPassword.veryWeak': 'Very weak password.',
  'newPassword.weak': 'Weak password.',
  'newPassword.fair': 'Fair password.',
  'newPassword.good': 'Good password.',
  'newPassword.strong': 'Strong password.',
  'newPassword.common': 'Many people use it.',
  'newPassword.personal': 'Leave out your name and email.',
  'newPassword.longer': 'Add another word or two.',
}
