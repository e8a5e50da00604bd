'use client'

import { forwardRef, useContext } from 'react'
import { useField } from '../form/FieldContext.ts'
import { useForm, type FormInput } from '../form/FormContext.ts'
import { Input, type InputProps } from '../form/Input.tsx'
import type { Part } from '../form/Part.ts'
import { AccountContext } from './AccountContext.ts'
import { isOptional } from './isOptional.ts'

const verbatim: InputProps = { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false }

/** What tells browsers and password managers what an input is for, by its name. */
const purposes: Readonly<Record<string, InputProps>> = {
  full_name: { type: 'text', autoComplete: 'name' },
  login: { type: 'text', autoComplete: 'username', ...verbatim },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email', ...verbatim },
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'tel' },
  website: { type: 'url', inputMode: 'url', autoComplete: 'url', ...verbatim },
  tags: { type: 'text', autoComplete: 'off' },
}

/** The input of the field around it: of the right kind for an email, a phone number and so on. */
export const AccountInput: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function AccountInput(props, ref) {
    const { inputs } = useForm()
    const { name, id } = useField()
    const texts: Readonly<Record<string, string | undefined>> = useContext(AccountContext).known
    const described = [isOptional(inputs, name) && `${id}-optional`, name === 'tags' && `${id}-hint`]
    return (
      <Input
        enterKeyHint="next"
        {...purposes[name]}
        // What one signs in with, for password managers.
        {...(name === 'email' && isIdentifier(inputs) && { autoComplete: 'username' })}
        defaultValue={texts[name]}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        {...props}
        ref={ref}
      />
    )
  },
)

/** Whether the email is what one will sign in with: where a password is chosen, and no login. */
function isIdentifier(inputs: readonly FormInput[]): boolean {
  const has = (wanted: string): boolean => inputs.some(({ name }) => name === wanted)
  return has('password') && !has('login')
}
