'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'

/** Props of a title: those of its `<h2>`. Children replace our words. */
export type TitleProps = ComponentPropsWithoutRef<'h2'>

/** The heading of a form. */
export const Title: Part<TitleProps, HTMLHeadingElement> = forwardRef<HTMLHeadingElement, TitleProps>(
  function Title({ className, children, ...rest }, ref) {
    const { words } = useForm()
    return (
      <h2 {...rest} ref={ref} className={classNames('cube-title', className)}>
        {children ?? words.title}
      </h2>
    )
  },
)
