'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import type { Part } from './Part.ts'

/** Props of a footer: those of its `<div>`. */
export type FooterProps = ComponentPropsWithoutRef<'div'>

/** What stands under the button, such as a link to another way in. */
export const Footer: Part<FooterProps, HTMLDivElement> = forwardRef<HTMLDivElement, FooterProps>(
  function Footer({ className, ...rest }, ref) {
    return <div {...rest} ref={ref} className={classNames('cube-footer', className)} />
  },
)
