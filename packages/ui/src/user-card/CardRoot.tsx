'use client'

import type { CubeUser } from '@cubekit/core'
import type { Presence } from '@cubekit/react'
import { forwardRef, useContext, useMemo, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'
import { CardContext } from './CardContext.ts'

/** Props of `UserCardParts.Root`: those of its `<div>`, who it is about, and what is known of them beside that. */
export interface CardRootProps extends ComponentPropsWithoutRef<'div'> {
  readonly user: CubeUser
  /** The person's picture, from `https:` or `blob:`, or `null` for none. Default: their own, asked for once in view. */
  readonly src?: string | null | undefined
  /** Whether they are there. `true` asks the server, as `usePresence` does. Default: nothing is said of it. */
  readonly presence?: Presence | true | undefined
  /** Texts for this card alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
}

/**
 * The `<div>` around what a card says: put `Avatar` and the other parts into it, in any order.
 *
 * @example
 * <UserCardParts.Root user={user}>
 *   <UserCardParts.Avatar size="4rem" />
 *   <UserCardParts.Body>
 *     <UserCardParts.Name />
 *     <UserCardParts.Status />
 *   </UserCardParts.Body>
 * </UserCardParts.Root>
 */
export const CardRoot: Part<CardRootProps, HTMLDivElement> = forwardRef<HTMLDivElement, CardRootProps>(
  function CardRoot({ user, src, presence, messages, className, ...rest }, ref) {
    const { locale, dir } = useContext(CubeLocaleContext)
    const card = useMemo(() => ({ user, src, presence, messages }), [user, src, presence, messages])
    return (
      <CardContext.Provider value={card}>
        <div
          lang={locale}
          dir={dir}
          {...rest}
          ref={ref}
          className={classNames('cube-themed cube-card', className)}
        />
      </CardContext.Provider>
    )
  },
)
