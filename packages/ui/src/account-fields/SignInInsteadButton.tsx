'use client'

import { forwardRef, useContext, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useField } from '../form/FieldContext.ts'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { AccountContext } from './AccountContext.ts'

/** Props of the button to an account that exists: those of its `<button>`. Children replace our words. */
export type SignInInsteadButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

/** The way on for somebody whose login or email is taken, by themselves perhaps. Shows in such a field only. */
export const SignInInsteadButton: Part<SignInInsteadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  SignInInsteadButtonProps
>(function SignInInsteadButton({ className, children, onClick, ...rest }, ref) {
  const { inputs } = useForm()
  const { name, problem } = useField()
  const { signInInstead: way } = useContext(AccountContext)
  const taken = inputs.find((input) => input.name === name)?.problems['taken']
  if (!way || problem === null || problem !== taken) return null
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      className={classNames('cube-link cube-way-on', className)}
      onClick={(event) => {
        onClick?.(event)
        const { form } = event.currentTarget
        const input = form?.querySelector<HTMLInputElement>(`[name=${name}]`)
        if (form && input && !event.defaultPrevented) way.signIn(input.value.trim(), form)
      }}
    >
      {children ?? way.words}
    </button>
  )
})
