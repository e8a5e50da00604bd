'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import { nameOf } from '../user-avatar/nameOf.ts'
import { useCard } from './CardContext.ts'

/** Props of the name: those of its `<div>`. Children replace it. */
export type CardNameProps = ComponentPropsWithoutRef<'div'>

/** What somebody is called, as good as it is known, and whether they are a guest. */
export const CardName: Part<CardNameProps, HTMLDivElement> = forwardRef<HTMLDivElement, CardNameProps>(
  function CardName({ className, children, ...rest }, ref) {
    const { user, messages: own } = useCard()
    const messages = useMessages(peopleEnglish, own)
    const name = nameOf(user)
    return (
      <div {...rest} ref={ref} className={classNames('cube-card-name', className)}>
        {children ?? (
          <>
            {name === null ? messages['people.unnamed'] : <bdi>{shownName(name)}</bdi>}
            {user.is_guest && (
              <>
                {' '}
                <span className="cube-badge">{messages['people.guest']}</span>
              </>
            )}
          </>
        )}
      </div>
    )
  },
)
