'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { LastSeen } from '../last-seen/LastSeen.tsx'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import { PresenceOf } from '../user-avatar/PresenceOf.tsx'
import { useCard } from './CardContext.ts'

/** Props of the line: those of its `<div>`. */
export type CardStatusProps = Omit<ComponentPropsWithoutRef<'div'>, 'children'>

/** That somebody is online, or how long ago they were; nothing where neither is known. */
export const CardStatus: Part<CardStatusProps, HTMLDivElement> = forwardRef<HTMLDivElement, CardStatusProps>(
  function CardStatus({ className, ...rest }, ref) {
    const { user, presence: known = 'unknown', messages: own } = useCard()
    const messages = useMessages(peopleEnglish, own)
    const seen = Number.isNaN(Date.parse(user.last_request_at ?? '')) ? null : user.last_request_at
    const [before, after] = messages['people.lastSeen'].split('{time}')
    return (
      <PresenceOf id={user.id} presence={known}>
        {(presence) =>
          (presence !== 'unknown' || seen !== null) && (
            <div {...rest} ref={ref} className={classNames('cube-card-detail', className)}>
              {presence === 'online' ? (
                messages['people.online']
              ) : seen === null ? (
                messages['people.offline']
              ) : (
                <>
                  {before}
                  <LastSeen at={seen} messages={own} />
                  {after}
                </>
              )}
            </div>
          )
        }
      </PresenceOf>
    )
  },
)
