'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useCard } from './CardContext.ts'

/** Props of the tags: those of their `<ul>`. */
export type CardTagsProps = Omit<ComponentPropsWithoutRef<'ul'>, 'children'>

/** The person's tags; nothing for those who have none. */
export const CardTags: Part<CardTagsProps, HTMLUListElement> = forwardRef<HTMLUListElement, CardTagsProps>(
  function CardTags({ className, ...rest }, ref) {
    const { user, messages: own } = useCard()
    const messages = useMessages(peopleEnglish, own)
    const tags = [...new Set(user.user_tags.map((tag) => tag.trim()).filter(Boolean))]
    if (tags.length === 0) return null
    return (
      <ul
        // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari takes lists without markers for none
        role="list"
        aria-label={messages['people.tags']}
        {...rest}
        ref={ref}
        className={classNames('cube-card-tags', className)}
      >
        {tags.map((tag) => (
          <li key={tag} className="cube-badge">
            <bdi>{shownName(tag)}</bdi>
          </li>
        ))}
      </ul>
    )
  },
)
