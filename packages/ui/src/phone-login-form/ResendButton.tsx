'use client'

import { forwardRef, useState } from 'react'
import { classNames } from '../form/classNames.ts'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { FormContext, useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { useAttempt } from '../form/useAttempt.ts'
import { useCountdown } from '../form/useCountdown.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { phoneEnglish } from '../messages/english/phone.ts'
import { relativeTime } from '../messages/relativeTime.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { PhoneButtonProps } from './ChangeNumberButton.tsx'
import { usePhone } from './PhoneContext.ts'

/** "Send a new code", counted down until one may be sent; its errors stand above it. There once one was sent. */
export const ResendButton: Part<PhoneButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  PhoneButtonProps
>(function ResendButton({ className, children, onClick, ...rest }, ref) {
  const { step, resendAt, resend, onError } = usePhone()
  const { locale } = useForm()
  const messages = useMessages(phoneEnglish)
  const { run, state } = useAttempt({ onError })
  const [isResent, setResent] = useState(false)
  const seconds = useCountdown(resendAt)
  const waits = seconds > 0 || state.status === 'pending' || !!state.wait
  if (step !== 'code') return null
  return (
    <div className="cube-resend">
      <FormContext.Provider value={state}>
        <ErrorMessage />
      </FormContext.Provider>
      <button
        {...rest}
        ref={ref}
        type="button"
        aria-disabled={waits || undefined}
        className={classNames('cube-link', className)}
        onClick={(event) => {
          onClick?.(event)
          if (event.defaultPrevented || waits) return
          setResent(false)
          run(async () => {
            await resend()
            return () => setResent(true)
          })
        }}
      >
        {children ??
          (seconds > 0
            ? messages['phone.resendIn'].replace('{time}', relativeTime(seconds, locale))
            : messages['phone.resend'])}
      </button>
      <span role="status" style={visuallyHidden}>
        {state.status === 'pending' ? messages['phone.sending'] : isResent && messages['phone.resent']}
      </span>
    </div>
  )
})
