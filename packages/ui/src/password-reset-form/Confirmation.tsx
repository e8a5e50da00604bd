'use client'

import { forwardRef, useEffect, useImperativeHandle, useRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { withName } from '../form/withName.tsx'
import { resetEnglish } from '../messages/english/reset.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useReset } from './ResetContext.ts'

/** Props of the confirmation: those of its `<p>`. Children replace our words. */
export type ConfirmationProps = ComponentPropsWithoutRef<'p'>

/**
 * Says that instructions are on their way, if there is such an account. Nothing before; then it takes the focus, since
 * the input that had it is gone.
 */
export const Confirmation: Part<ConfirmationProps, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  ConfirmationProps
>(function Confirmation({ className, children, ...rest }, ref) {
  const { sent } = useReset()
  const messages = useMessages(resetEnglish)
  const element = useRef<HTMLParagraphElement>(null)
  useImperativeHandle<HTMLParagraphElement | null, HTMLParagraphElement | null>(ref, () => element.current)
  const isThere = sent !== null
  useEffect(() => {
    const form = element.current?.closest('form')
    // Somebody who has turned to something else meanwhile stays there.
    if (form && (form.matches(':focus-within') || document.activeElement === document.body)) {
      element.current?.focus()
    }
  }, [isThere])
  if (!sent) return null
  const words = messages[sent.times > 1 ? 'reset.sentAgain' : 'reset.sent']
  return (
    <p
      {...rest}
      ref={element}
      tabIndex={-1}
      aria-live="polite"
      className={classNames('cube-description', className)}
    >
      {children ?? withName(words.replace('{email}', '{name}'), sent.email)}
    </p>
  )
})
