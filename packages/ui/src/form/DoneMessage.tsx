'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import { useForm } from './FormContext.ts'
import { Icon } from './Icon.tsx'
import type { Part } from './Part.ts'

/** Props of the line that says it is done: those of its `<div>`. Children replace our words. */
export type DoneMessageProps = Omit<ComponentPropsWithoutRef<'div'>, 'role'>

/** Says that what was sent was accepted, until something is changed: for forms that stay on the page. */
export const DoneMessage: Part<DoneMessageProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  DoneMessageProps
>(function DoneMessage({ className, children, ...rest }, ref) {
  const { status, words } = useForm()
  return (
    <div {...rest} ref={ref} role="status" className={classNames('cube-done', className)}>
      {status === 'success' && (
        <>
          <Icon d="m3 8.5 3.4 3.4L13 4.6" />
          <span>{children ?? words.done}</span>
        </>
      )}
    </div>
  )
})
