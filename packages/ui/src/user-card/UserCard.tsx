'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { CardAvatar } from './CardAvatar.tsx'
import { CardBody } from './CardBody.tsx'
import { CardDetail } from './CardDetail.tsx'
import { CardName } from './CardName.tsx'
import { CardRoot, type CardRootProps } from './CardRoot.tsx'
import { CardStatus } from './CardStatus.tsx'
import { CardTags } from './CardTags.tsx'

/**
 * Props of {@link UserCard}: those of its `<div>`, who it is about, and what is known of them beside that. Children stand
 * below: a button to write to them, say.
 */
export type UserCardProps = CardRootProps

/**
 * Who somebody is: picture, name, login or email, whether they are online or when they were seen, tags. What is not known
 * is left out.
 *
 * @example
 * import { UserCard } from '@cubekit/ui/user-card'
 * import '@cubekit/ui/styles.css'
 *
 * const { data: user } = useUser(51941)
 *
 * {user && <UserCard user={user} presence><button onClick={write}>Message</button></UserCard>}
 */
export const UserCard: Part<UserCardProps, HTMLDivElement> = forwardRef<HTMLDivElement, UserCardProps>(
  function UserCard({ children, ...rest }, ref) {
    return (
      <CardRoot {...rest} ref={ref}>
        <CardAvatar />
        <CardBody>
          <CardName />
          <CardDetail />
          <CardStatus />
          <CardTags />
          {children}
        </CardBody>
      </CardRoot>
    )
  },
)
