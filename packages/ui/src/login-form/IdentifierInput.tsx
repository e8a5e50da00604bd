'use client'

import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react'
import { useForm } from '../form/FormContext.ts'
import { identifierOf } from '../form/identifierOf.ts'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'

/**
 * The input for a login or an email. Holds the login of who has to enter the password again, read-only.
 */
export const IdentifierInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function IdentifierInput(props, ref) {
    const { user } = useForm()
    const element = useRef<HTMLInputElement>(null)
    useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => element.current)
    const known = identifierOf(user)
    useEffect(() => {
      const input = element.current
      if (!known || !input) return undefined
      input.value = known
      return () => {
        input.value = ''
      }
    }, [known])
    return (
      <Input
        type="text"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="next"
        readOnly={!!known}
        {...props}
        ref={element}
      />
    )
  },
)
