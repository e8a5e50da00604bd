'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useField } from '../form/FieldContext.ts'
import type { Part } from '../form/Part.ts'

/** Props of a hint: those of its `<div>`. */
export type FieldHintProps = ComponentPropsWithoutRef<'div'>

/**
 * How to fill a field in, under its input; empty while the field has an error, which says more. The input of `tags` is
 * described by it; for another one give it an `id`, and name that in the input's `aria-describedby`.
 */
export const FieldHint: Part<FieldHintProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldHintProps>(
  function FieldHint({ className, children, ...rest }, ref) {
    const { id, problem } = useField()
    return (
      <div id={`${id}-hint`} {...rest} ref={ref} className={classNames('cube-hint', className)}>
        {problem === null && children}
      </div>
    )
  },
)
