'use client'

import { forwardRef } from 'react'
import { useForm } from '../form/FormContext.ts'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'
import { useDeletion } from './DeletionContext.ts'
import { isSameWord } from './isSameWord.ts'

/** The input for the word. The button that deletes works once it is there. */
export const ConfirmationInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function ConfirmationInput({ onInput, ...rest }, ref) {
    const { word, setConfirmed } = useDeletion()
    const { locale } = useForm()
    return (
      <Input
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="done"
        {...rest}
        ref={ref}
        onInput={(event) => {
          onInput?.(event)
          setConfirmed(isSameWord(event.currentTarget.value, word, locale))
        }}
      />
    )
  },
)
