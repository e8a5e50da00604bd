'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { phoneEnglish } from '../messages/english/phone.ts'
import { useMessages } from '../messages/useMessages.ts'
import { usePhone } from './PhoneContext.ts'

/** Props of the buttons beside the one that submits: those of their `<button>`. Children replace our words. */
export type PhoneButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

/** "Change number": back to the number, which is still there. */
export const ChangeNumberButton: Part<PhoneButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  PhoneButtonProps
>(function ChangeNumberButton({ className, children, onClick, ...rest }, ref) {
  const { step, change } = usePhone()
  const { status } = useForm()
  const messages = useMessages(phoneEnglish)
  if (step !== 'code') return null
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      aria-disabled={status === 'pending' || undefined}
      className={classNames('cube-aside cube-link', className)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented && status !== 'pending') change()
      }}
    >
      {children ?? messages['phone.change']}
    </button>
  )
})
