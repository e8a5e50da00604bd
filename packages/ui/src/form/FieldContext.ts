'use client'

import { createContext, useContext, type Context, type ReactNode } from 'react'

/** What a label, an input and an error of one field share. */
export interface FieldState {
  /** Name of the input in the form. */
  readonly name: string
  readonly label: ReactNode
  readonly isRequired: boolean
  readonly id: string
  readonly errorId: string
  /** What is wrong with the value, in words; `null` when nothing is. */
  readonly problem: string | null
}

export const FieldContext: Context<FieldState | null> = createContext<FieldState | null>(null)

/** The field around a part. */
export function useField(): FieldState {
  const field = useContext(FieldContext)
  if (!field) throw new Error('This part belongs inside its Field.')
  return field
}
