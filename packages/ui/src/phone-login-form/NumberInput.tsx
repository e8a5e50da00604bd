'use client'

import { forwardRef } from 'react'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'
import { cleanPhone } from './cleanPhone.ts'
import { usePhone } from './PhoneContext.ts'
import { currentReader } from './phoneReader.ts'
import { splitPhone } from './splitPhone.ts'

/**
 * The input for the number. What begins with a plus chooses the country by itself; pasted or filled in as a whole,
 * only what follows the country's code stays.
 */
export const NumberInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function NumberInput({ onInput, onBlur, ...rest }, ref) {
    const { country, setCountry, typed, giveUp } = usePhone()
    const adopt = (input: HTMLInputElement, isWhole: boolean): void => {
      const text = cleanPhone(input.value)
      const known = currentReader(text, country)
      const split = splitPhone(text, known, country)
      if (!split) return
      setCountry(split.country)
      if (isWhole && known) input.value = split.national
    }
    return (
      <Input
        type="tel"
        autoComplete="tel"
        enterKeyHint="send"
        dir="ltr"
        defaultValue={typed}
        {...rest}
        ref={ref}
        onInput={(event) => {
          onInput?.(event)
          // Whoever changes the number does not want the code that is about to be sent.
          giveUp()
          adopt(event.currentTarget, !isTyped(event.nativeEvent))
        }}
        onBlur={(event) => {
          onBlur?.(event)
          adopt(event.currentTarget, true)
        }}
      />
    )
  },
)

/** Whether a key was pressed, so that more may follow. Browsers that fill in a number do not say how. */
function isTyped(event: Event): boolean {
  return event instanceof InputEvent && /^(insertText|insertComposition|delete)/.test(event.inputType)
}
