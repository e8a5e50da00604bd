'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'

/** Props of a description: those of its `<p>`. Children replace our words. */
export type DescriptionProps = ComponentPropsWithoutRef<'p'>

/** A sentence under the title: yours, or ours where there is something to explain, or none. */
export const Description: Part<DescriptionProps, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  DescriptionProps
>(function Description({ className, children, ...rest }, ref) {
  const { words } = useForm()
  const shown = children ?? words.description
  return shown ? (
    <p {...rest} ref={ref} className={classNames('cube-description', className)}>
      {shown}
    </p>
  ) : null
})
