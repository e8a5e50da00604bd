'use client'

import { useLogout } from '@cubekit/react'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { loginEnglish } from '../messages/english/login.ts'
import { useMessages } from '../messages/useMessages.ts'

/** Props of the button that lets somebody else sign in: those of its `<button>`. Children replace our words. */
export type SwitchUserButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

/** "Not you?": logs out who had to enter the password again. Shows for such a person only. */
export const SwitchUserButton: Part<SwitchUserButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  SwitchUserButtonProps
>(function SwitchUserButton(props, ref) {
  const { user } = useForm()
  return user && <Button {...props} ref={ref} />
})

// Apart, so that nobody else pays for the way out.
const Button = forwardRef<HTMLButtonElement, SwitchUserButtonProps>(function Button(
  { className, children, onClick, ...rest },
  ref,
) {
  const messages = useMessages(loginEnglish)
  const { mutate } = useLogout()
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      className={classNames('cube-aside cube-link', className)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented) return
        // This button goes away with the person, so the focus must not stay on it.
        event.currentTarget.form?.querySelector<HTMLInputElement>('[name=identifier]')?.focus()
        mutate()
      }}
    >
      {children ?? messages['login.switchUser']}
    </button>
  )
})
