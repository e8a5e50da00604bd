'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { resetEnglish } from '../messages/english/reset.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useReset } from './ResetContext.ts'

/** Props of the button for another email: those of its `<button>`. Children replace our words. */
export type OtherEmailButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

/** Back to the form, for somebody who has mistyped. Shows once a link was asked for. */
export const OtherEmailButton: Part<OtherEmailButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  OtherEmailButtonProps
>(function OtherEmailButton({ className, children, onClick, ...rest }, ref) {
  const { sent, startOver } = useReset()
  const messages = useMessages(resetEnglish)
  if (!sent) return null
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      className={classNames('cube-link cube-way-on', className)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) startOver()
      }}
    >
      {children ?? messages['reset.otherEmail']}
    </button>
  )
})
