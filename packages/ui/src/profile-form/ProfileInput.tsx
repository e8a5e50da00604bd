'use client'

import { forwardRef } from 'react'
import { AccountInput } from '../account-fields/AccountInput.tsx'
import { useField } from '../form/FieldContext.ts'
import type { InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'

/** The input of the field around it: of the right kind for an email, a phone number and so on. */
export const ProfileInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function ProfileInput(props, ref) {
    const { name, id } = useField()
    // Nearly everything may stay empty here: nothing is marked as optional, and so described by no such mark.
    const described = name === 'tags' ? `${id}-hint` : undefined
    return <AccountInput enterKeyHint="done" aria-describedby={described} {...props} ref={ref} />
  },
)
