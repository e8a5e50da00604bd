'use client'

import type { ReactNode } from 'react'
import { useForm } from '../form/FormContext.ts'
import { AccountField } from './AccountField.tsx'

/** All fields that the form around it asks for, beside the password. */
export function AccountFields(): ReactNode {
  const { inputs } = useForm()
  return inputs.filter(({ isSecret }) => !isSecret).map(({ name }) => <AccountField key={name} name={name} />)
}
