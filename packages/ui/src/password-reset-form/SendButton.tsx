'use client'

import { forwardRef } from 'react'
import { FormContext, useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton, type SubmitButtonProps } from '../form/SubmitButton.tsx'
import { relativeTime } from '../messages/relativeTime.ts'
import { resetEnglish } from '../messages/english/reset.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useReset } from './ResetContext.ts'

/**
 * Sends the link, and sends it again after a pause, which is counted down under it. It keeps the focus meanwhile:
 * then it is `aria-disabled` instead of `disabled`.
 */
export const SendButton: Part<SubmitButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  SubmitButtonProps
>(function SendButton(props, ref) {
  const form = useForm()
  const { secondsLeft } = useReset()
  const messages = useMessages(resetEnglish)
  return (
    <>
      <FormContext.Provider value={{ ...form, wait: secondsLeft || form.wait }}>
        <SubmitButton {...props} ref={ref} />
      </FormContext.Provider>
      {secondsLeft > 0 && (
        <div role="timer" className="cube-footer">
          {messages['reset.againIn'].replace('{time}', relativeTime(secondsLeft, form.locale))}
        </div>
      )}
    </>
  )
})
