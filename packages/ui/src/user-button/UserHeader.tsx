'use client'

import { useSession } from '@cubekit/react'
import { forwardRef, useContext, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../form/classNames.ts'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { timeLeft } from '../guest-upgrade-form/timeLeft.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { userEnglish } from '../messages/english/user.ts'
import { useMessages } from '../messages/useMessages.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { nameOf } from '../user-avatar/nameOf.ts'
import { useUserButton } from './UserContext.ts'

/** Props of the header: those of its `<div>`. Children replace what it says. */
export type UserHeaderProps = Omit<ComponentPropsWithoutRef<'div'>, 'id'>

/** Who is signed in: avatar, name, login or email, and for a guest how long still. */
export const UserHeader: Part<UserHeaderProps, HTMLDivElement> = forwardRef<HTMLDivElement, UserHeaderProps>(
  function UserHeader({ className, children, ...rest }, ref) {
    const { id, user, avatarUrl, messages: own } = useUserButton()
    const messages = useMessages(userEnglish, own)
    const name = nameOf(user)
    const identifier = identifierOf(user)
    // The login of a guest was made up by the server.
    const isTold = identifier !== null && identifier !== name && !user.is_guest
    return (
      <div {...rest} ref={ref} id={`${id}header`} className={classNames('cube-menu-header', className)}>
        {children ?? (
          <>
            <Avatar user={user} src={avatarUrl} />
            <div>
              <strong>{name === null ? messages['user.unnamed'] : <bdi>{shownName(name)}</bdi>}</strong>
              {isTold && (
                <span>
                  <bdi>{shownName(identifier)}</bdi>
                </span>
              )}
              {user.is_guest && (
                <span>
                  <span className="cube-badge">{messages['user.guest']}</span> <TimeLeft />
                </span>
              )}
            </div>
          </>
        )}
      </div>
    )
  },
)

/** What is left of a guest's day. A component of its own, so that nothing else renders as it counts. */
function TimeLeft(): ReactNode {
  const { messages: own } = useUserButton()
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const messages = useMessages(userEnglish, own)
  const { guestMinutesLeft: minutes } = useSession()
  if (minutes === null) return null
  const time = timeLeft(minutes, locale)
  return <span>{messages['user.ends'].replace('{time}', time)}</span>
}
