import type { Picker } from './usePicker.ts'

/** What is to be said about the list, beside who is in it: its name, and the words. */
export interface PickerHintState {
  readonly state: 'failed' | 'offline' | 'searching' | 'too-short' | 'empty' | 'start' | 'full' | 'more'
  readonly words: string
}

/** The state of the search, if it is worth a word. */
export function hintOf({ matches, query, texts, fullness }: Picker): PickerHintState | null {
  const { items, error, isOffline, isSearching, isTooShort, mayHaveMore } = matches
  const isEmpty = items.length === 0
  if (isOffline) return { state: 'offline', words: texts['picker.offline'] }
  if (isSearching) return isEmpty ? { state: 'searching', words: texts['picker.searching'] } : null
  if (error) return { state: 'failed', words: texts['picker.failed'] }
  if (isEmpty) {
    if (query.trim() === '') return { state: 'start', words: texts['picker.start'] }
    return isTooShort
      ? { state: 'too-short', words: texts['picker.tooShort'] }
      : { state: 'empty', words: texts['picker.none'] }
  }
  if (fullness) return { state: 'full', words: fullness }
  return mayHaveMore ? { state: 'more', words: texts['picker.mayHaveMore'] } : null
}
