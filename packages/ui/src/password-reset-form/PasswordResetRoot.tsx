'use client'

import type { PasswordReset } from '@cubekit/core'
import { usePasswordReset } from '@cubekit/react'
import { forwardRef, useRef, useState } from 'react'
import { isEmail } from '../account-fields/isEmail.ts'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'
import { useCountdown } from '../form/useCountdown.ts'
import { emailEnglish } from '../messages/english/email.ts'
import { resetEnglish } from '../messages/english/reset.ts'
import { useMessages } from '../messages/useMessages.ts'
import { ResetContext, type SentReset } from './ResetContext.ts'

/** Props of `PasswordResetFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export interface PasswordResetRootProps extends FormRootProps<PasswordReset> {
  /** ms after which it may be sent again. Default: 30,000. */
  readonly resendAfterMs?: number | undefined
}

/**
 * The `<form>` that has a link sent to choose a new password: put the other parts of `PasswordResetFormParts` into
 * it.
 *
 * `data-status` is `idle`, `pending`, `error` or, once it was sent, `success`. What it says then is the same whether
 * or not there is such an account. An `onSubmit` that calls `event.preventDefault()` keeps it from sending.
 *
 * @example
 * <PasswordResetFormParts.Root>
 *   <PasswordResetFormParts.Confirmation />
 *   <PasswordResetFormParts.EmailField />
 *   <PasswordResetFormParts.ErrorMessage />
 *   <PasswordResetFormParts.SubmitButton />
 * </PasswordResetFormParts.Root>
 */
export const PasswordResetRoot: Part<PasswordResetRootProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  PasswordResetRootProps
>(function PasswordResetRoot({ onSuccess, onSubmit, resendAfterMs = 30_000, ...rest }, ref) {
  const { mutateAsync } = usePasswordReset()
  const messages = useMessages({ ...resetEnglish, ...emailEnglish }, rest.messages)
  const [sent, setSent] = useState<SentReset | null>(null)
  const lastEmail = useRef<string | null>(null)
  const secondsLeft = useCountdown(sent?.againAt ?? 0)
  const startOver = (): void => {
    lastEmail.current = sent && sent.email
    setSent(null)
  }
  const email = {
    name: 'email',
    problems: { missing: messages['field.emailMissing'], invalid: messages['field.emailInvalid'] },
    check: (text: string) => (isEmail(text) ? null : 'invalid'),
  }
  return (
    <ResetContext.Provider value={{ sent, secondsLeft, lastEmail, startOver }}>
      <Form
        {...rest}
        ref={ref}
        words={{
          title: messages[sent ? 'reset.sentTitle' : 'reset.title'],
          description: !sent && messages['reset.description'],
          submit: messages[sent ? 'reset.again' : 'reset.submit'],
          pending: messages['reset.pending'],
          errors: { rejected: messages['reset.unavailable'] },
        }}
        inputs={sent ? [] : [email]}
        onSubmit={(event) => {
          onSubmit?.(event)
          if (secondsLeft > 0) event.preventDefault()
        }}
        submit={async (valueOf) => {
          const asked = await mutateAsync({ email: sent?.email ?? valueOf('email') })
          return () => {
            setSent({
              email: asked.email,
              times: (sent?.times ?? 0) + 1,
              againAt: Date.now() + resendAfterMs,
            })
            onSuccess?.(asked)
          }
        }}
      />
    </ResetContext.Provider>
  )
})
