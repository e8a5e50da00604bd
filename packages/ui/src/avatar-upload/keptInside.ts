import type { SyntheticEvent } from 'react'

const stop = (event: SyntheticEvent): void => event.stopPropagation()

/** React tells the dialogs around a dialog that it was closed, which they would take for their own end. */
export const keptInside: Readonly<Record<'onCancel' | 'onClose', (event: SyntheticEvent) => void>> = {
  onCancel: stop,
  onClose: stop,
}
