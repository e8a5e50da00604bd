'use client'

import { useCurrentUser } from '@cubekit/react'
import { forwardRef, type ReactNode } from 'react'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { userEnglish } from '../messages/english/user.ts'
import { useMessages } from '../messages/useMessages.ts'
import { LogoutItem } from './LogoutItem.tsx'
import { MenuItem } from './MenuItem.tsx'
import { MenuSeparator } from './MenuSeparator.tsx'
import { OtherDevicesItem } from './OtherDevicesItem.tsx'
import { UserMenu } from './UserMenu.tsx'
import { UserRoot, type UserRootProps } from './UserRoot.tsx'
import { UserTrigger } from './UserTrigger.tsx'

/** Props of {@link UserButton}: those of its `<div>`, the picture, and what the items do. */
export interface UserButtonProps extends UserRootProps {
  /** Items of yours, above ours: `UserButtonParts.Item`, `LinkItem` and `Separator`. */
  readonly children?: ReactNode
  /** Shows the profile. Without it the item is not there. */
  readonly onProfile?: (() => void) | undefined
  /** Lets the person change the password. Without it, and for people without one, the item is not there. */
  readonly onPasswordChange?: (() => void) | undefined
  /** Lets a guest sign up, to `GuestUpgradeForm` say. Without it, and for all others, the item is not there. */
  readonly onKeepAccount?: (() => void) | undefined
}

/**
 * The avatar of who is signed in, and under it a menu: who it is, your items, the profile, the password, other devices,
 * logging out. For a guest it tells what is left of the day. Shows nothing while nobody is known.
 *
 * @example
 * import { UserButton, UserButtonParts } from '@cubekit/ui/user-button'
 * import '@cubekit/ui/styles.css'
 *
 * <UserButton onProfile={() => navigate('/profile')} onKeepAccount={() => navigate('/join')}>
 *   <UserButtonParts.LinkItem href="/billing">Billing</UserButtonParts.LinkItem>
 * </UserButton>
 */
export const UserButton: Part<UserButtonProps, HTMLDivElement> = forwardRef<HTMLDivElement, UserButtonProps>(
  function UserButton({ children, onProfile, onPasswordChange, onKeepAccount, ...rest }, ref) {
    const messages = useMessages(userEnglish, rest.messages)
    const user = useCurrentUser()
    const isGuest = user?.is_guest === true
    const hasPassword = identifierOf(user) !== null && !isGuest
    return (
      <UserRoot {...rest} ref={ref}>
        <UserTrigger />
        <UserMenu>
          {isGuest && onKeepAccount && (
            <MenuItem className="cube-menu-first" onClick={onKeepAccount}>
              {messages['user.keep']}
            </MenuItem>
          )}
          {children}
          {onProfile && <MenuItem onClick={onProfile}>{messages['user.profile']}</MenuItem>}
          {onPasswordChange && hasPassword && (
            <MenuItem onClick={onPasswordChange}>{messages['user.password']}</MenuItem>
          )}
          <OtherDevicesItem />
          <MenuSeparator />
          <LogoutItem />
        </UserMenu>
      </UserRoot>
    )
  },
)
