'use client'

import { useLogin, useSession } from '@cubekit/react'
import { forwardRef } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'

/** Props of `LoginFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export type LoginRootProps = FormRootProps

const inputs = [
  ['identifier', 'login', 'email'],
  ['password', 'password'],
] as const

/**
 * The `<form>` that signs in: put the other parts of `LoginFormParts` into it.
 *
 * `data-status` is `idle`, `pending` or `error`. An `onSubmit` that calls `event.preventDefault()` keeps the
 * form from signing in.
 *
 * @example
 * <LoginFormParts.Root onSuccess={(user) => console.log(user.full_name)}>
 *   <LoginFormParts.IdentifierField />
 *   <LoginFormParts.PasswordField />
 *   <LoginFormParts.ErrorMessage />
 *   <LoginFormParts.SubmitButton />
 * </LoginFormParts.Root>
 */
export const LoginRoot: Part<LoginRootProps, HTMLFormElement> = forwardRef<HTMLFormElement, LoginRootProps>(
  function LoginRoot(props, ref) {
    const session = useSession()
    const { mutateAsync, prepare } = useLogin()
    return (
      <Form
        {...props}
        ref={ref}
        kind="login"
        user={session.status === 'reauth-required' ? session.user : null}
        inputs={inputs}
        prepare={prepare}
        submit={async (valueOf, form) => {
          const login = valueOf('identifier')
          const password = valueOf('password')
          const user = await mutateAsync(
            login.includes('@') ? { email: login, password } : { login, password },
          )
          const input = form.querySelector<HTMLInputElement>('[name=password]')
          if (input) input.value = ''
          return user
        }}
      />
    )
  },
)
