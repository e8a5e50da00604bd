'use client'

import type { Presence } from '@cubekit/react'
import { forwardRef, useContext } from 'react'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'
import { Avatar, type AvatarProps } from './Avatar.tsx'
import { nameOf } from './nameOf.ts'
import { PresenceDot } from './PresenceDot.tsx'
import { PresenceOf } from './PresenceOf.tsx'

/** Props of {@link UserAvatar}: those of its `<span>`, whose it is, the picture, and what it tells. */
export interface UserAvatarProps extends Omit<AvatarProps, 'label' | 'children'> {
  /**
   * Whether they are there, as a dot in the corner with a text for screen readers. `true` asks the server, as
   * `usePresence` does. Default: no dot.
   */
  readonly presence?: Presence | true | undefined
  /**
   * Names it for everybody, where no name stands beside it: `true` with the name of the person, or a text of yours.
   * Default: decorative, screen readers hear nothing of the picture.
   */
  readonly label?: string | true | undefined
  /** Texts for this avatar alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
}

/**
 * Somebody's picture, or one or two initials on a colour that is always theirs: until the picture is there, and when it
 * does not come.
 *
 * @example
 * import { UserAvatar } from '@cubekit/ui/user-avatar'
 * import '@cubekit/ui/styles.css'
 *
 * <UserAvatar user={user} src={url} presence="online" /> Ada Lovelace
 * <UserAvatar user={user} size="3rem" label />
 */
export const UserAvatar: Part<UserAvatarProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UserAvatarProps
>(function UserAvatar({ presence, label, messages, ...rest }, ref) {
  const { locale, dir } = useContext(CubeLocaleContext)
  const texts = useMessages(peopleEnglish, messages)
  const name = label === true ? shownName(nameOf(rest.user) ?? texts['people.unnamed']) : label
  return (
    <Avatar lang={locale} dir={dir} title={name} {...rest} label={name} ref={ref}>
      {presence && (
        <PresenceOf id={rest.user.id} presence={presence}>
          {(presence) => <PresenceDot presence={presence} messages={messages} />}
        </PresenceOf>
      )}
    </Avatar>
  )
})
