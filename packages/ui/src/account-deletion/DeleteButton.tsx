'use client'

import { forwardRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton, type SubmitButtonProps } from '../form/SubmitButton.tsx'
import { useDeletion } from './DeletionContext.ts'

/** Deletes the account. Until the word is there it is `aria-disabled`: pressed, it has the input say what is missing. */
export const DeleteButton: Part<SubmitButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  SubmitButtonProps
>(function DeleteButton({ className, ...rest }, ref) {
  const { isConfirmed } = useDeletion()
  return (
    <SubmitButton
      {...rest}
      ref={ref}
      aria-disabled={!isConfirmed || rest['aria-disabled']}
      className={classNames('cube-button-danger', className)}
    />
  )
})
