'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { shownName } from '../form/shownName.ts'
import { detailOf } from '../user-avatar/detailOf.ts'
import { useCard } from './CardContext.ts'

/** Props of the line: those of its `<div>`. Children replace what it says. */
export type CardDetailProps = ComponentPropsWithoutRef<'div'>

/** Login or email, where these are not the name already; nothing for those who have none, and for guests. */
export const CardDetail: Part<CardDetailProps, HTMLDivElement> = forwardRef<HTMLDivElement, CardDetailProps>(
  function CardDetail({ className, children, ...rest }, ref) {
    const detail = detailOf(useCard().user)
    if (children === undefined && detail === null) return null
    return (
      <div {...rest} ref={ref} className={classNames('cube-card-detail', className)}>
        {children ?? <bdi>{shownName(detail ?? '')}</bdi>}
      </div>
    )
  },
)
