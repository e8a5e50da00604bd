'use client'

import { useLogin, useSession } from '@cubekit/react'
import { forwardRef } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { toCredentials } from './toCredentials.ts'

interface SignInFormProps extends FormRootProps {
  kind: 'login' | 'reauth'
}

const password = ['password', 'password'] as const
const inputs = [['identifier', 'login', 'email'], password] as const

/** The form that signs in: anybody, or, when a session has lapsed, the same person. */
export const SignInForm: Part<SignInFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  SignInFormProps
>(function SignInForm(props, ref) {
  const session = useSession()
  const user = session.status === 'reauth-required' ? session.user : null
  const { mutateAsync, prepare } = useLogin(user ? { as: user.id } : {})
  return (
    <Form
      {...props}
      ref={ref}
      user={user}
      inputs={user ? [password] : inputs}
      prepare={prepare}
      submit={async (valueOf, form) => {
        // A password manager may have written over who it is, read-only or not.
        const identifier = identifierOf(user) ?? valueOf('identifier')
        const signedIn = await mutateAsync(toCredentials(identifier, valueOf('password'), user))
        const input = form.querySelector<HTMLInputElement>('[name=password]')
        if (input) input.value = ''
        return signedIn
      }}
    />
  )
})
