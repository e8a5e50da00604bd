'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { formEnglish } from '../messages/english/form.ts'
import { useMessages } from '../messages/useMessages.ts'
import { classNames } from './classNames.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'
import { visuallyHidden } from './visuallyHidden.ts'

/** Props of the submit button: those of its `<button>`. Children replace our words. */
export type SubmitButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

/**
 * Submits the form. It keeps the focus while the form is pending and while the server wants a pause: then it
 * is `aria-disabled` instead of `disabled`.
 */
export const SubmitButton: Part<SubmitButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  SubmitButtonProps
>(function SubmitButton({ className, children, disabled = false, ...rest }, ref) {
  const { words, status, ready, code, wait } = useForm()
  const messages = useMessages(formEnglish)
  const again = code && code !== 'invalid-credentials' && code !== 'validation'
  const label = again ? messages['form.tryAgain'] : words.submit
  return (
    <>
      <button
        {...rest}
        ref={ref}
        type="submit"
        disabled={!ready || disabled}
        aria-disabled={status === 'pending' || !!wait || rest['aria-disabled']}
        className={classNames('cube-button', className)}
        data-status={status}
      >
        <span className="cube-button-label">{children ?? label}</span>
      </button>
      <span role="status" style={visuallyHidden}>
        {status === 'pending' && words.pending}
      </span>
    </>
  )
})
