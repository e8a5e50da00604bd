'use client'

import type { CubeUser } from '@cubekit/core'
import { useLogin } from '@cubekit/react'
import { forwardRef } from 'react'
import { Form, type FormRootProps } from '../form/Form.tsx'
import type { FormInput, FormWords } from '../form/FormContext.ts'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { loginEnglish } from '../messages/english/login.ts'
import { passwordEnglish } from '../messages/english/password.ts'
import { useMessages } from '../messages/useMessages.ts'
import { toCredentials } from './toCredentials.ts'

interface SignInFormProps extends FormRootProps {
  words: FormWords
  /** Who must sign in again; `null` when anybody may. */
  user: CubeUser | null
}

/** The form that signs in: anybody, or, when a session has lapsed, the same person. */
export const SignInForm: Part<SignInFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  SignInFormProps
>(function SignInForm({ user, onSuccess, ...rest }, ref) {
  const messages = useMessages({ ...loginEnglish, ...passwordEnglish }, rest.messages)
  const { mutateAsync, prepare } = useLogin(user ? { as: user.id } : {})
  const identifier: FormInput = {
    name: 'identifier',
    wire: ['login', 'email'],
    problems: { missing: messages['field.identifierMissing'] },
  }
  const password: FormInput = {
    name: 'password',
    isSecret: true,
    problems: { missing: messages['field.passwordMissing'] },
  }
  return (
    <Form
      {...rest}
      ref={ref}
      user={user}
      inputs={user ? [password] : [identifier, password]}
      prepare={prepare}
      submit={async (valueOf) => {
        // A password manager may have written over who it is, read-only or not.
        const who = identifierOf(user) ?? valueOf('identifier')
        const signedIn = await mutateAsync(toCredentials(who, valueOf('password'), user))
        return () => onSuccess?.(signedIn)
      }}
    />
  )
})
