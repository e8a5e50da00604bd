'use client'

import { forwardRef, useEffect, useState, type ComponentPropsWithoutRef } from 'react'
import type { Part } from '../form/Part.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { plural } from '../messages/Plural.ts'
import { hintOf } from './hintOf.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the status: those of its `<span>`. */
export type PickerStatusProps = Omit<ComponentPropsWithoutRef<'span'>, 'role' | 'children'>

/** What the list holds is told when typing has paused for so long: sooner, it would talk into the letters. */
const pauseMs = 400

/** Tells screen readers what was done, and whom the list holds. Has to be in the page from the beginning. */
export const PickerStatus: Part<PickerStatusProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  PickerStatusProps
>(function PickerStatus({ style, ...rest }, ref) {
  const picker = usePickerParts()
  const { notice, isOpen, matches, query, texts, locale } = picker
  const count = matches.items.length
  const hint = isOpen ? hintOf(picker) : null
  // That it failed is said by the hint itself.
  const isTold = isOpen && hint?.state !== 'failed'
  const words = count === 0 ? hint?.words : null
  const [told, setTold] = useState('')
  useEffect(() => {
    if (!isTold) return setTold('')
    const found = (): string => words ?? plural(texts['picker.found'], count, locale)
    const timer = setTimeout(() => setTold(found()), pauseMs)
    return () => clearTimeout(timer)
  }, [isTold, words, count, query, texts, locale])
  return (
    <span {...rest} ref={ref} role="status" style={{ ...visuallyHidden, ...style }}>
      {notice ?? told}
    </span>
  )
})
