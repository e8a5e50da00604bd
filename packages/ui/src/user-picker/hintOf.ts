import type { Picker } from './usePicker.ts'

/** What is to be said about the list, beside who is in it. */
export interface PickerHintState {
  readonly state:
    | 'not-found'
    | 'failed'
    | 'offline'
    | 'searching'
    | 'too-short'
    | 'empty'
    | 'start'
    | 'full'
    | 'more'
  readonly words: string
  /** Tries what failed again. */
  readonly retry?: (() => void) | undefined
}

/** The state of the search, if it is worth a word. */
export function hintOf({
  matches,
  query,
  texts,
  fullness,
  leftover,
  isResolving,
}: Picker): PickerHintState | null {
  const { items, error, isOffline, isSearching, isTooShort, mayHaveMore, more, retry } = matches
  const isEmpty = items.length === 0
  const searching = { state: 'searching', words: texts['picker.searching'] } as const
  if (isResolving) return searching
  if (leftover) {
    const { why, again } = leftover
    return again ? { state: 'failed', words: why, retry: again } : { state: 'not-found', words: why }
  }
  if (isOffline) return { state: 'offline', words: texts['picker.offline'] }
  if (error) return { state: 'failed', words: texts['picker.failed'], retry }
  if (isSearching) return isEmpty ? searching : null
  if (isEmpty) {
    if (query.trim() === '') return { state: 'start', words: texts['picker.start'] }
    return isTooShort
      ? { state: 'too-short', words: texts['picker.tooShort'] }
      : { state: 'empty', words: texts['picker.none'] }
  }
  if (fullness) return { state: 'full', words: fullness }
  return mayHaveMore && !more ? { state: 'more', words: texts['picker.mayHaveMore'] } : null
}
