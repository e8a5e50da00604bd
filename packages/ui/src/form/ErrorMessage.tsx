'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { formEnglish } from '../messages/english/form.ts'
import { relativeTime } from '../messages/relativeTime.ts'
import { useMessages } from '../messages/useMessages.ts'
import { classNames } from './classNames.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'
import { Problem } from './Problem.tsx'

/** Props of the form's error line: those of its `<div>`. Children replace our words. */
export type ErrorMessageProps = Omit<ComponentPropsWithoutRef<'div'>, 'role'>

/**
 * Says why the form was not accepted and what to do; nothing while all is well. `data-code` names the
 * `CubeErrorCode`.
 */
export const ErrorMessage: Part<ErrorMessageProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  ErrorMessageProps
>(function ErrorMessage({ className, children, ...rest }, ref) {
  const { attempt, code, wait, locale, words: own } = useForm()
  const messages = useMessages(formEnglish)
  if (!code) return null
  // A timer is not announced as it counts; the line around it was, when it appeared.
  const words = wait ? (
    <span role="timer">{messages['form.retryIn'].replace('{time}', relativeTime(wait, locale))}</span>
  ) : wait === 0 ? (
    messages['form.retryNow']
  ) : (
    (own.errors?.[code] ?? messages[`error.${code}`] ?? messages['error.other'])
  )
  return (
    <div
      {...rest}
      key={attempt}
      ref={ref}
      role="alert"
      className={classNames('cube-error', className)}
      data-code={code}
    >
      <Problem>{children ?? words}</Problem>
    </div>
  )
})
