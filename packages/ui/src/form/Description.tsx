'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import type { Part } from './Part.ts'

/** Props of a description: those of its `<p>`. */
export type DescriptionProps = ComponentPropsWithoutRef<'p'>

/** A sentence under the title. */
export const Description: Part<DescriptionProps, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  DescriptionProps
>(function Description({ className, ...rest }, ref) {
  return <p {...rest} ref={ref} className={classNames('cube-description', className)} />
})
