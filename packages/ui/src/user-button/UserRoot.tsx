'use client'

import { useCurrentUser } from '@cubekit/react'
import { forwardRef, useContext, useId, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { UserContext, type UserState } from './UserContext.ts'

/** Props of `UserButtonParts.Root`: those of its `<div>`, and the picture. */
export interface UserRootProps extends ComponentPropsWithoutRef<'div'> {
  /** The person's picture, from `https:` or `blob:`, or `null` for none. Default: their own, asked for once in view. */
  readonly avatarUrl?: string | null | undefined
  /** Texts for this menu alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<CubeMessages> | undefined
}

/**
 * The `<div>` around the button of who is signed in and its menu: put a `Trigger` and a `Menu` into it. Nothing while
 * nobody is known.
 *
 * @example
 * <UserButtonParts.Root>
 *   <UserButtonParts.Trigger />
 *   <UserButtonParts.Menu>
 *     <UserButtonParts.Item href="/billing">Billing</UserButtonParts.Item>
 *     <UserButtonParts.Separator />
 *     <UserButtonParts.LogoutItem>Leave</UserButtonParts.LogoutItem>
 *   </UserButtonParts.Menu>
 * </UserButtonParts.Root>
 */
export const UserRoot: Part<UserRootProps, HTMLDivElement> = forwardRef<HTMLDivElement, UserRootProps>(
  function UserRoot({ avatarUrl, messages, className, ...rest }, ref) {
    const { locale, dir } = useContext(CubeLocaleContext)
    const user = useCurrentUser()
    const id = useId()
    const trigger = useRef<HTMLButtonElement>(null)
    const [opened, setOpened] = useState<UserState['opened']>(null)
    if (!user) return null
    const close = (): void => {
      if (document.getElementById(id)?.contains(document.activeElement)) trigger.current?.focus()
      setOpened(null)
    }
    return (
      <UserContext.Provider
        value={{ user, avatarUrl, id, opened, open: setOpened, close, trigger, messages }}
      >
        <div
          lang={locale}
          dir={dir}
          {...rest}
          ref={ref}
          className={classNames('cube-themed cube-user', className)}
        />
      </UserContext.Provider>
    )
  },
)
