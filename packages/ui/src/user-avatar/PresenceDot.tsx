'use client'

import type { Presence } from '@cubekit/react'
import type { ReactNode } from 'react'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'

/** What a dot says. */
export interface PresenceDotProps {
  readonly presence: Presence
  /** Whether words beside it say the same. */
  readonly isDecorative?: boolean
  /** Texts for this dot alone. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
}

/** Filled while somebody is online, a ring while they are not, and in words for screen readers; nothing when unknown. */
export function PresenceDot({ presence, isDecorative = false, messages }: PresenceDotProps): ReactNode {
  const texts = useMessages(peopleEnglish, messages)
  if (presence === 'unknown') return null
  const text = texts[`people.${presence}`]
  return (
    <span
      className="cube-presence"
      data-presence={presence}
      {...(isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': text, title: text })}
    />
  )
}
