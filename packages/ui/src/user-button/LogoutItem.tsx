'use client'

import { useLogout } from '@cubekit/react'
import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { userEnglish } from '../messages/english/user.ts'
import { useMessages } from '../messages/useMessages.ts'
import { MenuItem, type MenuItemProps } from './MenuItem.tsx'
import { useUserButton } from './UserContext.ts'

/** "Log out": here at once, then on the server. */
export const LogoutItem: Part<MenuItemProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  MenuItemProps
>(function LogoutItem({ children, onClick, ...rest }, ref) {
  const { messages: own } = useUserButton()
  const messages = useMessages(userEnglish, own)
  const { mutate } = useLogout()
  return (
    <MenuItem
      {...rest}
      ref={ref}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) mutate()
      }}
    >
      {children ?? messages['user.logout']}
    </MenuItem>
  )
})
