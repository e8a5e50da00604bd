'use client'

import { forwardRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton, type SubmitButtonProps } from '../form/SubmitButton.tsx'
import { useDeletion } from './DeletionContext.ts'

/** Deletes the account. It is disabled until the word is there. */
export const DeleteButton: Part<SubmitButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  SubmitButtonProps
>(function DeleteButton({ className, disabled, ...rest }, ref) {
  const { isConfirmed } = useDeletion()
  return (
    <SubmitButton
      {...rest}
      ref={ref}
      disabled={!isConfirmed || disabled}
      className={classNames('cube-button-danger', className)}
    />
  )
})
