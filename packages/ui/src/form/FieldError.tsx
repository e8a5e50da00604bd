'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import { useField } from './FieldContext.ts'
import type { Part } from './Part.ts'
import { Problem } from './Problem.tsx'

/** Props of a field's error: those of its `<div>`. Children replace our words. */
export type FieldErrorProps = Omit<ComponentPropsWithoutRef<'div'>, 'id'>

/**
 * Says what is wrong with a field. Stays in the page when there is nothing to say, because screen readers
 * announce reliably only what changes inside a region they already know.
 */
export const FieldError: Part<FieldErrorProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldErrorProps>(
  function FieldError({ className, children, ...rest }, ref) {
    const { errorId, problem } = useField()
    return (
      <div
        {...rest}
        ref={ref}
        id={errorId}
        aria-live="polite"
        className={classNames('cube-field-error', className)}
      >
        {problem && <Problem>{children ?? problem}</Problem>}
      </div>
    )
  },
)
