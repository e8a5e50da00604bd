'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import type { Part } from '../form/Part.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { plural } from '../messages/Plural.ts'
import { hintOf } from './hintOf.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the status: those of its `<span>`. */
export type PickerStatusProps = Omit<ComponentPropsWithoutRef<'span'>, 'role' | 'children'>

/** Tells screen readers what was done, and whom the list holds. Has to be in the page from the beginning. */
export const PickerStatus: Part<PickerStatusProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  PickerStatusProps
>(function PickerStatus({ style, ...rest }, ref) {
  const picker = usePickerParts()
  const { notice, isOpen, matches, texts, locale } = picker
  const count = matches.items.length
  const found = (): string => {
    if (!isOpen) return ''
    const hint = hintOf(picker)
    // That it failed is said by the hint itself.
    if (hint?.state === 'failed') return ''
    return count === 0 ? (hint?.words ?? '') : plural(texts['picker.found'], count, locale)
  }
  return (
    <span {...rest} ref={ref} role="status" style={{ ...visuallyHidden, ...style }}>
      {notice ?? found()}
    </span>
  )
})
