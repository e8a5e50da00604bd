'use client'

import type { CubeUser } from '@cubekit/core'
import { useContext, useEffect, useRef, type ReactNode } from 'react'
import { shownName } from '../form/shownName.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { nameOf } from '../user-avatar/nameOf.ts'
import type { OnlineUsersProps } from './OnlineUsers.tsx'

interface OnlineAvatarsProps extends Pick<OnlineUsersProps, 'avatarUrl' | 'onSelect' | 'messages'> {
  readonly users: readonly CubeUser[]
  /** How many are online, shown or not. */
  readonly count: number
  readonly label: string
}

/** Pictures in a row, each over the one before, and how many there are beside them. */
export function OnlineAvatars({
  users,
  count,
  label,
  avatarUrl,
  onSelect,
  messages: own,
}: OnlineAvatarsProps): ReactNode {
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const messages = useMessages(peopleEnglish, own)
  const others = count - users.length
  const list = useRef<HTMLUListElement>(null)
  const focused = useRef<{ readonly button: Element; readonly place: number } | null>(null)
  useEffect(() => {
    // Who leaves does not take the focus along.
    if (!focused.current || focused.current.button.isConnected) return
    const buttons = list.current?.querySelectorAll('button') ?? []
    const { place } = focused.current
    focused.current = null
    buttons[Math.min(place, buttons.length - 1)]?.focus()
  })
  return (
    <ul
      ref={list}
      // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari takes lists without markers for none
      role="list"
      aria-label={label}
      className="cube-online-avatars"
    >
      {users.map((user, place) => {
        const name = shownName(nameOf(user) ?? messages['people.unnamed'])
        const avatar = <Avatar user={user} src={avatarUrl?.(user)} label={name} title={name} />
        return (
          <li key={user.id}>
            {onSelect ? (
              <button
                type="button"
                onClick={() => onSelect(user)}
                onFocus={({ currentTarget: button }) => {
                  focused.current = { button, place }
                }}
                onBlur={() => {
                  focused.current = null
                }}
              >
                {avatar}
              </button>
            ) : (
              avatar
            )}
          </li>
        )
      })}
      {others > 0 && (
        <li aria-hidden className="cube-avatar">
          <span className="cube-avatar-face cube-online-others" dir="ltr">
            +{new Intl.NumberFormat(locale, { notation: 'compact' }).format(others)}
          </span>
        </li>
      )}
    </ul>
  )
}
