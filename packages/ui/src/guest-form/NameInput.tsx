'use client'

import { forwardRef } from 'react'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'

/** The input for the guest's name, of any script and direction. */
export const NameInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function NameInput(props, ref) {
    return <Input type="text" autoComplete="name" enterKeyHint="go" {...props} ref={ref} />
  },
)
