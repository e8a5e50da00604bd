'use client'

import { useGuestLogin } from '@cubekit/react'
import { forwardRef } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'

/** Props of `GuestFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export type GuestRootProps = FormRootProps

const inputs = [['name', 'full_name']] as const

/**
 * The `<form>` that signs in a guest: put the other parts of `GuestFormParts` into it.
 *
 * `data-status` is `idle`, `pending` or `error`. An `onSubmit` that calls `event.preventDefault()` keeps the
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
  function GuestRoot(props, ref) {
    const { mutateAsync } = useGuestLogin()
    return (
      <Form
        {...props}
        ref={ref}
        kind="guest"
        inputs={inputs}
        submit={(valueOf) => mutateAsync({ full_name: valueOf('name') })}
      />
    )
  },
)
