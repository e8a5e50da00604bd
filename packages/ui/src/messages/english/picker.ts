import type { Plural } from '../Plural.ts'

/** Finding and choosing people. */
export interface PickerMessages<Category extends Intl.LDMLPluralRule> {
  /** How many people match, said to screen readers. */
  readonly 'picker.found': Plural<Category>
}

export const pickerEnglish: PickerMessages<'one' | 'other'> = {
  'picker.found': { one: '{count} person found.', other: '{count} people found.' },
}
