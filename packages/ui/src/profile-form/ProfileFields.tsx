'use client'

import type { ReactNode } from 'react'
import { useForm } from '../form/FormContext.ts'
import { ProfileField } from './ProfileField.tsx'

/** All fields that the root around it names. */
export function ProfileFields(): ReactNode {
  const { inputs } = useForm()
  return inputs.map(({ name }) => <ProfileField key={name} name={name} />)
}
