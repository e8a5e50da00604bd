'use client'

import { forwardRef, useState, type ReactNode } from 'react'
import { useField } from '../form/FieldContext.ts'
import { useForm } from '../form/FormContext.ts'
import { Icon } from '../form/Icon.tsx'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'
import { passwordEnglish } from '../messages/english/password.ts'
import { useMessages } from '../messages/useMessages.ts'

/** Props of the password input: those of its `<input>`, and what its show button looks like. */
export interface PasswordInputProps extends Omit<InputProps, 'type'> {
  /** Replaces the eye in the button that shows and hides the password. Give it no text: the button has a name. */
  readonly toggleIcon?: ReactNode
}

const eye = 'M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8ZM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z'

/**
 * The input for the password, with a button that shows and hides it. The ref is the input's.
 *
 * While the form is pending the password is hidden, so that no browser remembers it as plain text.
 */
export const PasswordInput: Part<PasswordInputProps, HTMLInputElement> = forwardRef<
  HTMLInputElement,
  PasswordInputProps
>(function PasswordInput({ toggleIcon, ...rest }, ref) {
  const { status } = useForm()
  const { id } = useField()
  const messages = useMessages(passwordEnglish)
  const [wanted, setWanted] = useState(false)
  const shown = wanted && status !== 'pending'
  return (
    <div className="cube-control">
      <Input
        autoComplete="current-password"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        {...rest}
        ref={ref}
        type={shown ? 'text' : 'password'}
      />
      <button
        type="button"
        className="cube-toggle"
        aria-label={messages['field.showPassword']}
        // Which password, where there are two.
        aria-describedby={`${id}-label`}
        aria-pressed={shown}
        onClick={() => setWanted(!shown)}
      >
        {toggleIcon ?? <Icon d={shown ? `${eye}M3 13 13 3` : eye} />}
      </button>
    </div>
  )
})
