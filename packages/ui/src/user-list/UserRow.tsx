'use client'

import type { CubeUser } from '@cubekit/core'
import { memo, type CSSProperties, type MouseEvent, type NamedExoticComponent, type ReactNode } from 'react'
import { shownName } from '../form/shownName.ts'
import { LastSeen } from '../last-seen/LastSeen.tsx'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { detailOf } from '../user-avatar/detailOf.ts'
import { nameOf } from '../user-avatar/nameOf.ts'
import { PresenceDot } from '../user-avatar/PresenceDot.tsx'
import { PresenceOf } from '../user-avatar/PresenceOf.tsx'
import type { ListOptions } from './ListOptions.ts'

interface UserRowProps {
  readonly user: CubeUser
  /** Which it is, from 0. */
  readonly index: number
  /** How many there are in all, here or still on the server. */
  readonly total: number
  readonly blockSize: number
  /** Whether it is kept at its place out of view, because the focus is in it. */
  readonly isKept: boolean
  /** Whether Tab comes to it. */
  readonly isStop: boolean
  readonly options: ListOptions
}

/** One person of a list. */
export const UserRow: NamedExoticComponent<UserRowProps> = memo(function UserRow({
  user,
  index,
  total,
  blockSize,
  isKept,
  isStop,
  options,
}: UserRowProps): ReactNode {
  const { href, onSelect, renderUser } = options
  const place: CSSProperties = isKept
    ? { position: 'absolute', insetBlockStart: index * blockSize, insetInline: 0, blockSize }
    : { blockSize }
  const control = { className: 'cube-row', tabIndex: isStop ? 0 : -1 }
  const content = renderUser ? renderUser(user) : <Person user={user} options={options} />
  return (
    <li aria-setsize={total} aria-posinset={index + 1} data-index={index} style={place}>
      {href ? (
        <a
          {...control}
          href={href(user)}
          onClick={(event) => {
            if (!onSelect || opensElsewhere(event)) return
            event.preventDefault()
            onSelect(user)
          }}
        >
          {content}
        </a>
      ) : onSelect ? (
        <button {...control} type="button" onClick={() => onSelect(user)}>
          {content}
        </button>
      ) : (
        <div className="cube-row">{content}</div>
      )}
    </li>
  )
})

/** Picture, name, login or email, when they were seen. */
function Person({ user, options }: { readonly user: CubeUser; readonly options: ListOptions }): ReactNode {
  const messages = useMessages(peopleEnglish, options.messages)
  const name = nameOf(user)
  const detail = detailOf(user)
  const presence = options.presence ? true : 'unknown'
  return (
    <>
      <Avatar user={user} src={options.avatarUrl?.(user)}>
        <PresenceOf id={user.id} presence={presence}>
          {(presence) => <PresenceDot presence={presence} messages={options.messages} />}
        </PresenceOf>
      </Avatar>
      <span className="cube-row-text">
        <span className="cube-row-name" dir="auto" title={name ?? undefined}>
          {name === null ? messages['people.unnamed'] : shownName(name)}
        </span>{' '}
        <PresenceOf id={user.id} presence={presence}>
          {(presence) =>
            presence !== 'online' && (
              <LastSeen at={user.last_request_at} className="cube-row-aside" messages={options.messages} />
            )
          }
        </PresenceOf>{' '}
        {detail !== null && (
          <span className="cube-row-detail" dir="auto" title={detail}>
            {shownName(detail)}
          </span>
        )}
      </span>
    </>
  )
}

/** Whether the browser opens a link in another tab or window, or saves it. */
function opensElsewhere({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button !== 0 || metaKey || ctrlKey || shiftKey || altKey
}
