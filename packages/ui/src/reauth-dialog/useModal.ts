'use client'

import { useLayoutEffect, useRef, type RefObject } from 'react'
import { showModally } from './showModally.ts'

/** Shows a dialog for as long as the component is there. `onCancel` is called at Escape and the back gesture. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, onCancel: () => void): void {
  const latest = useRef(onCancel)
  useLayoutEffect(() => {
    latest.current = onCancel
  })
  useLayoutEffect(
    () => (dialog.current ? showModally(dialog.current, () => latest.current()) : undefined),
    [dialog],
  )
}
