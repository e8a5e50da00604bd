'use client'

import type { ReactNode } from 'react'
import { SignUpForm, type SignUpFormProps } from '../sign-up-form/SignUpForm.tsx'
import { usePanel } from './PanelContext.ts'

/** The form that makes an account, with the way to the one that somebody has already. */
export function SignUpView(props: SignUpFormProps): ReactNode {
  const { ways, go } = usePanel()
  return (
    <SignUpForm
      {...props}
      onSignInInstead={ways.includes('login') ? (identifier) => go('login', identifier) : undefined}
    />
  )
}
