'use client'

import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'
import { useReset } from './ResetContext.ts'

/** The input for the email of the account. */
export const EmailInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function EmailInput(props, ref) {
    const { lastEmail } = useReset()
    const element = useRef<HTMLInputElement>(null)
    useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => element.current)
    useEffect(() => {
      const input = element.current
      if (!input || lastEmail.current === null) return
      // Back from the confirmation: to be corrected, or replaced.
      input.value = lastEmail.current
      lastEmail.current = null
      input.focus()
      input.select()
    }, [lastEmail])
    return (
      <Input
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="send"
        {...props}
        ref={element}
      />
    )
  },
)
