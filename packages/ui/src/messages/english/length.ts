import type { Plural } from '../Plural.ts'

/** Texts that are too short or too long. */
export interface LengthMessages<Category extends Intl.LDMLPluralRule> {
  readonly 'field.tooShort': Plural<Category>
  readonly 'field.tooLong': Plural<Category>
}

export const lengthEnglish: LengthMessages<'one' | 'other'> = {
  'field.tooShort': { one: 'Use at least {count} character.', other: 'Use at least {count} characters.' },
  'field.tooLong': { one: 'Use {count} character at most.', other: 'Use {count} characters at most.' },
}
