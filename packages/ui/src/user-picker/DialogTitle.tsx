'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the dialog's title: those of its `<h2>`. Children replace our words. */
export type DialogTitleProps = ComponentPropsWithoutRef<'h2'>

/** The heading of the dialog: the label of the picker. */
export const DialogTitle: Part<DialogTitleProps, HTMLHeadingElement> = forwardRef<
  HTMLHeadingElement,
  DialogTitleProps
>(function DialogTitle({ className, children, ...rest }, ref) {
  const { props, ownLabel } = usePickerParts()
  return (
    <h2 {...rest} ref={ref} className={classNames('cube-title', className)}>
      {children ?? props.label ?? ownLabel}
    </h2>
  )
})
