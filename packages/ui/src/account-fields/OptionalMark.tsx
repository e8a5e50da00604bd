'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useField } from '../form/FieldContext.ts'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { accountEnglish } from '../messages/english/account.ts'
import { useMessages } from '../messages/useMessages.ts'
import { isOptional } from './isOptional.ts'

/** Props of the optional mark: those of its `<span>`. Children replace our word. */
export type OptionalMarkProps = Omit<ComponentPropsWithoutRef<'span'>, 'id'>

/** "Optional", across from the label of a field that may stay empty. Not there in others. */
export const OptionalMark: Part<OptionalMarkProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  OptionalMarkProps
>(function OptionalMark({ className, children, ...rest }, ref) {
  const { inputs } = useForm()
  const { name, id } = useField()
  const messages = useMessages(accountEnglish)
  if (!isOptional(inputs, name)) return null
  return (
    <span
      {...rest}
      ref={ref}
      id={`${id}-optional`}
      className={classNames('cube-aside cube-muted', className)}
    >
      {children ?? messages['field.optional']}
    </span>
  )
})
