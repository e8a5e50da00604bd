'use client'

import { useGuestLogin } from '@cubekit/react'
import { forwardRef } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'
import { guestEnglish } from '../messages/english/guest.ts'
import { nameEnglish } from '../messages/english/name.ts'
import { useMessages } from '../messages/useMessages.ts'

/** Props of `GuestFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export type GuestRootProps = FormRootProps

/**
 * The `<form>` that signs in a guest: put the other parts of `GuestFormParts` into it.
 *
 * `data-status` is `idle`, `pending`, `error`, or `success`. An `onSubmit` that calls `event.preventDefault()` keeps the
 * form from signing in.
 *
 * @example
 * <GuestFormParts.Root>
 *   <GuestFormParts.NameField />
 *   <GuestFormParts.ErrorMessage />
 *   <GuestFormParts.SubmitButton>Join the call</GuestFormParts.SubmitButton>
 * </GuestFormParts.Root>
 */
export const GuestRoot: Part<GuestRootProps, HTMLFormElement> = forwardRef<HTMLFormElement, GuestRootProps>(
  function GuestRoot({ onSuccess, ...rest }, ref) {
    const { mutateAsync } = useGuestLogin()
    const messages = useMessages({ ...guestEnglish, ...nameEnglish }, rest.messages)
    return (
      <Form
        {...rest}
        ref={ref}
        words={{
          title: messages['guest.title'],
          description: messages['guest.description'],
          submit: messages['guest.submit'],
          pending: messages['guest.pending'],
        }}
        inputs={[{ name: 'name', wire: ['full_name'], problems: { missing: messages['field.nameMissing'] } }]}
        submit={async (valueOf) => {
          const guest = await mutateAsync({ full_name: valueOf('name') })
          return () => onSuccess?.(guest)
        }}
      />
    )
  },
)
