'use client'

import { useSession } from '@cubekit/react'
import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { userEnglish } from '../messages/english/user.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useMenu, type OthersStep } from './MenuContext.ts'
import { MenuItem, type MenuItemProps } from './MenuItem.tsx'
import { useUserButton } from './UserContext.ts'

const words = {
  idle: 'user.others',
  asked: 'user.othersSure',
  pending: 'user.othersPending',
  done: 'user.othersDone',
} as const satisfies Record<OthersStep, string>

/**
 * "Log out other devices": asks in its own place, and does it when it is chosen again. Turning to something else takes
 * the question back. For users alone, since guests are on one device.
 */
export const OtherDevicesItem: Part<Omit<MenuItemProps, 'closeOnClick'>, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  Omit<MenuItemProps, 'closeOnClick'>
>(function OtherDevicesItem({ children, onClick, onBlur, ...rest }, ref) {
  const { messages: own } = useUserButton()
  const { others, setOthers, endOthers } = useMenu()
  const messages = useMessages(userEnglish, own)
  const { status } = useSession()
  if (status !== 'user') return null
  return (
    <MenuItem
      {...rest}
      ref={ref}
      closeOnClick={false}
      aria-disabled={others === 'pending' || others === 'done' || undefined}
      data-asked={others === 'asked' ? '' : undefined}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented) return
        if (others === 'idle') setOthers('asked')
        else if (others === 'asked') endOthers()
      }}
      onBlur={(event) => {
        onBlur?.(event)
        if (others === 'asked') setOthers('idle')
      }}
    >
      {others === 'idle' ? (children ?? messages[words.idle]) : messages[words[others]]}
    </MenuItem>
  )
})
