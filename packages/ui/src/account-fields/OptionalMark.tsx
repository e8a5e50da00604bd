'use client'

import type { ReactNode } from 'react'
import { useField } from '../form/FieldContext.ts'
import { useForm } from '../form/FormContext.ts'
import { accountEnglish } from '../messages/english/account.ts'
import { useMessages } from '../messages/useMessages.ts'
import { isOptional } from './isOptional.ts'

/** "Optional", across from the label of a field that may stay empty. */
export function OptionalMark(): ReactNode {
  const { inputs } = useForm()
  const { name, id } = useField()
  const messages = useMessages(accountEnglish)
  return (
    isOptional(inputs, name) && (
      <span id={`${id}-optional`} className="cube-aside cube-muted">
        {messages['field.optional']}
      </span>
    )
  )
}
