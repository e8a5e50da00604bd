'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { Avatar, type AvatarProps } from '../user-avatar/Avatar.tsx'
import { PresenceDot } from '../user-avatar/PresenceDot.tsx'
import { PresenceOf } from '../user-avatar/PresenceOf.tsx'
import { useCard } from './CardContext.ts'

/** Props of the picture: those of its `<span>`, and its size. */
export type CardAvatarProps = Omit<AvatarProps, 'user' | 'src'>

/** The picture or the initials. Decorative, with its dot too: `Name` and `Status` say it in words. */
export const CardAvatar: Part<CardAvatarProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  CardAvatarProps
>(function CardAvatar({ children, ...rest }, ref) {
  const { user, src, presence } = useCard()
  return (
    <Avatar size="3rem" {...rest} ref={ref} user={user} src={src}>
      {presence && (
        <PresenceOf id={user.id} presence={presence}>
          {(presence) => <PresenceDot presence={presence} isDecorative />}
        </PresenceOf>
      )}
      {children}
    </Avatar>
  )
})
