import type { Picker } from './usePicker.ts'

/** Takes the focus from a button that goes once it was pressed, to where one goes on: the input, or a list that stays. */
export function passFocus({ kind, input, list }: Picker, button: HTMLElement): void {
  if (button.ownerDocument.activeElement !== button) return
  const next = kind === 'popup' ? input : list
  next.current?.focus()
}
