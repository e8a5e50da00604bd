'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { providersEnglish } from '../messages/english/providers.ts'
import { useMessages } from '../messages/useMessages.ts'

/** Props of the divider: those of its `<div>`. Children replace our word. */
export type DividerProps = ComponentPropsWithoutRef<'div'>

/** A line with "or" in it, between one way in and another. */
export const Divider: Part<DividerProps, HTMLDivElement> = forwardRef<HTMLDivElement, DividerProps>(
  function Divider({ className, children, ...rest }, ref) {
    const messages = useMessages(providersEnglish)
    return (
      <div {...rest} ref={ref} className={classNames('cube-divider', className)}>
        {children ?? messages['providers.or']}
      </div>
    )
  },
)
