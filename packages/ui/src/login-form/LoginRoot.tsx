'use client'

import { useLogin } from '@cubekit/react'
import { forwardRef } from 'react'
import { Form, type FormInput, type FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'

/** Props of `LoginFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export type LoginRootProps = FormRootProps

const inputs: Readonly<Record<string, FormInput>> = {
  login: {
    wire: ['login', 'email'],
    missing: 'login.identifierMissing',
    invalid: 'login.identifierInvalid',
  },
  password: {
    wire: ['password'],
    missing: 'login.passwordMissing',
    invalid: 'login.passwordInvalid',
    verbatim: true,
  },
}

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
    const { mutateAsync, prepare } = useLogin()
    return (
      <Form
        {...props}
        ref={ref}
        kind="login"
        inputs={inputs}
        prepare={prepare}
        submit={async ({ login = '', password = '' }, form) => {
          const user = await mutateAsync(
            login.includes('@') ? { email: login, password } : { login, password },
          )
          const input = form.querySelector<HTMLInputElement>('input[name=password]')
          if (input) input.value = ''
          return user
        }}
      />
    )
  },
)
