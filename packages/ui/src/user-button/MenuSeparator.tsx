'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'

/** Props of a line between items: those of its `<div>`. */
export type MenuSeparatorProps = Omit<ComponentPropsWithoutRef<'div'>, 'role' | 'children'>

/** A line between items. */
export const MenuSeparator: Part<MenuSeparatorProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  MenuSeparatorProps
>(function MenuSeparator({ className, ...rest }, ref) {
  return <div {...rest} ref={ref} role="separator" className={classNames('cube-menu-line', className)} />
})
