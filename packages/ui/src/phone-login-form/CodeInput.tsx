'use client'

import { forwardRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'
import { usePhone } from './PhoneContext.ts'

/** The input for the code: one, so that it can be pasted, or filled in from the message, spaces and all. */
export const CodeInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function CodeInput({ className, ...rest }, ref) {
    const { descriptionId } = usePhone()
    return (
      <Input
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        dir="ltr"
        aria-describedby={descriptionId}
        {...rest}
        ref={ref}
        className={classNames('cube-code', className)}
      />
    )
  },
)
