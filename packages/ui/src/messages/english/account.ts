import type { Plural } from '../Plural.ts'

/** The fields of an account, where people fill in their own. */
export interface AccountMessages<Category extends Intl.LDMLPluralRule> {
  readonly 'field.login': string
  readonly 'field.loginMissing': string
  readonly 'field.loginInvalid': string
  readonly 'field.loginTaken': string
  readonly 'field.emailTaken': string
  readonly 'field.phone': string
  readonly 'field.phoneMissing': string
  readonly 'field.phoneInvalid': string
  readonly 'field.website': string
  readonly 'field.websiteMissing': string
  readonly 'field.websiteInvalid': string
  readonly 'field.tags': string
  readonly 'field.tagsHint': string
  readonly 'field.tagsMissing': string
  readonly 'field.tagsTooMany': Plural<Category>
  /** Stands beside the label of a field that may stay empty. */
  readonly 'field.optional': string
}

export const accountEnglish: AccountMessages<'one' | 'other'> = {
  'field.login': 'Login',
  'field.loginMissing': 'Choose a login.',
  'field.loginInvalid': "A login can't contain @.",
  'field.loginTaken': 'This login is taken.',
  'field.emailTaken': 'This email already has an account.',
  'field.phone': 'Phone',
  'field.phoneMissing': 'Enter your phone number.',
  'field.phoneInvalid': 'Enter a phone number like +44 20 7946 0018.',
  'field.website': 'Website',
  'field.websiteMissing': 'Enter your website.',
  'field.websiteInvalid': 'Enter an address like https://example.com.',
  'field.tags': 'Tags',
  'field.tagsHint': 'Put commas between them.',
  'field.tagsMissing': 'Enter at least one tag.',
  'field.tagsTooMany': { one: 'Use {count} tag at most.', other: 'Use {count} tags at most.' },
  'field.optional': 'Optional',
}
