'use client'

import type { ReactNode } from 'react'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { usePickerParts } from './PickerContext.ts'

/** Tells screen readers what was done beside a closed dialog, such as taking somebody out. The dialog has its own. */
export function ClosedStatus(): ReactNode {
  const { isOpen, notice } = usePickerParts()
  return (
    <span role="status" style={visuallyHidden}>
      {isOpen ? null : notice}
    </span>
  )
}
