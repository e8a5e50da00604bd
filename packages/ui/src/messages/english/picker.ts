import type { Plural } from '../Plural.ts'

/** Finding and choosing people. */
export interface PickerMessages<Category extends Intl.LDMLPluralRule> {
  /** Names a picker of several, and of one, that was given no label. */
  readonly 'picker.people': string
  readonly 'picker.person': string
  readonly 'picker.placeholder': string
  /** Names the button that opens the list. */
  readonly 'picker.open': string
  /** The button that opens the dialog, for several and for one. */
  readonly 'picker.choosePeople': string
  readonly 'picker.choosePerson': string
  readonly 'picker.done': string
  /** Names the list of those who were chosen. */
  readonly 'picker.chosen': string
  readonly 'picker.remove': string
  /** Stands after the first of those who were chosen. */
  readonly 'picker.more': Plural<Category>
  /** Somebody without name, login and email. */
  readonly 'picker.unnamed': string
  /** Somebody who was chosen and is not there any more. */
  readonly 'picker.unknown': string
  /** Beside somebody who need not be chosen. */
  readonly 'picker.member': string
  /** How many people match, said to screen readers. */
  readonly 'picker.found': Plural<Category>
  readonly 'picker.searching': string
  /** The server searches from four letters on, and nobody known here matches. */
  readonly 'picker.tooShort': string
  readonly 'picker.none': string
  /** Nothing is typed, and there is nobody to begin with. */
  readonly 'picker.start': string
  /** More people match than the server tells. */
  readonly 'picker.mayHaveMore': string
  readonly 'picker.offline': string
  readonly 'picker.failed': string
  readonly 'picker.tryAgain': string
  readonly 'picker.selectShown': Plural<Category>
  /** Said when somebody was chosen, or taken out again. */
  readonly 'picker.added': string
  readonly 'picker.removed': string
  readonly 'picker.addedMany': Plural<Category>
  readonly 'picker.max': Plural<Category>
  /** `{names}` are words of a pasted list to which nobody belongs. */
  readonly 'picker.notFound': string
  readonly 'picker.required': string
}

export const pickerEnglish: PickerMessages<'one' | 'other'> = {
  'picker.people': 'People',
  'picker.person': 'Person',
  'picker.placeholder': 'Name, login or email',
  'picker.open': 'Show people',
  'picker.choosePeople': 'Choose people',
  'picker.choosePerson': 'Choose a person',
  'picker.done': 'Done',
  'picker.chosen': 'Chosen people',
  'picker.remove': 'Remove {name}',
  'picker.more': { one: 'and {count} more', other: 'and {count} more' },
  'picker.unnamed': 'Unnamed user',
  'picker.unknown': 'Unknown user',
  'picker.member': 'Already a member',
  'picker.found': { one: '{count} person found.', other: '{count} people found.' },
  'picker.searching': 'Searching…',
  'picker.tooShort': 'Type 4 letters or more.',
  'picker.none': 'Nobody found. Check the spelling, or try a login or an email.',
  'picker.start': 'Type a name, a login or an email.',
  'picker.mayHaveMore': 'More people may match. Type more to find them.',
  'picker.offline': "You're offline. Only people known here are shown.",
  'picker.failed': "The search didn't work.",
  'picker.tryAgain': 'Try again',
  'picker.selectShown': { one: 'Select {count}', other: 'Select all {count}' },
  'picker.added': '{name} added.',
  'picker.removed': '{name} removed.',
  'picker.addedMany': { one: '{count} person added.', other: '{count} people added.' },
  'picker.max': {
    one: 'You can choose {count} person at most.',
    other: 'You can choose {count} people at most.',
  },
  'picker.notFound': 'Not found: {names}.',
  'picker.required': 'Choose somebody.',
}
