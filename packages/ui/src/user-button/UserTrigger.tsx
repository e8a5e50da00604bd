'use client'

import { forwardRef, useImperativeHandle, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { userEnglish } from '../messages/english/user.ts'
import { useMessages } from '../messages/useMessages.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { nameOf } from '../user-avatar/nameOf.ts'
import { useUserButton } from './UserContext.ts'

/** Props of the button that opens the menu: those of its `<button>`. Children replace avatar and name. */
export type UserTriggerProps = Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'disabled'>

/** The button that opens and closes the menu: the avatar of who is signed in. */
export const UserTrigger: Part<UserTriggerProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UserTriggerProps
>(function UserTrigger({ className, children, onClick, onKeyDown, ...rest }, ref) {
  const { user, avatarUrl, id, opened, open, close, trigger, messages: own } = useUserButton()
  const messages = useMessages(userEnglish, own)
  const ready = useHydrated()
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => trigger.current)
  const name = shownName(nameOf(user) ?? '')
  return (
    <button
      {...rest}
      ref={trigger}
      type="button"
      disabled={!ready}
      aria-haspopup="menu"
      aria-expanded={opened !== null}
      aria-controls={opened ? `${id}items` : undefined}
      className={classNames('cube-user-trigger', className)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented) return
        if (opened) close()
        else open('first')
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        if (event.defaultPrevented || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
        event.preventDefault()
        open(event.key === 'ArrowDown' ? 'first' : 'last')
      }}
    >
      {children ?? (
        <>
          <Avatar user={user} src={avatarUrl} />
          <span style={visuallyHidden}>
            {name ? messages['user.menu'].replace('{name}', () => name) : messages['user.unnamed']}
          </span>
        </>
      )}
    </button>
  )
})
