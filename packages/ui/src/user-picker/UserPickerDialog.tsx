'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { ClosedStatus } from './ClosedStatus.tsx'
import { DialogTitle } from './DialogTitle.tsx'
import { DialogTrigger } from './DialogTrigger.tsx'
import { DoneButton } from './DoneButton.tsx'
import { FocusableList } from './FocusableList.tsx'
import { PickerChips } from './PickerChips.tsx'
import { PickerDescription } from './PickerDescription.tsx'
import { PickerDialog } from './PickerDialog.tsx'
import { PickerError } from './PickerError.tsx'
import { PickerField } from './PickerField.tsx'
import { PickerHint } from './PickerHint.tsx'
import { PickerInput } from './PickerInput.tsx'
import { PickerLabel } from './PickerLabel.tsx'
import type { PickerProps } from './PickerProps.ts'
import { PickerRoot } from './PickerRoot.tsx'
import { PickerStatus } from './PickerStatus.tsx'
import { SelectShown } from './SelectShown.tsx'

/** Props of {@link UserPickerDialog}: those of `UserPicker`. */
export type UserPickerDialogProps = PickerProps

/**
 * A `UserPicker` behind a button: search and list are in a dialog, and who is chosen stands before the button. The ref is
 * to the `<button>`.
 *
 * @example
 * <UserPickerDialog multiple name="members" label="Members" />
 */
export const UserPickerDialog: Part<UserPickerDialogProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UserPickerDialogProps
>(function UserPickerDialog({ children, ...props }, ref) {
  return (
    <PickerRoot {...props} kind="dialog">
      {children ?? (
        <>
          <PickerLabel />
          <PickerDescription />
          <PickerChips />
          <DialogTrigger ref={ref} />
          <PickerError />
          <ClosedStatus />
          <PickerDialog>
            <DialogTitle />
            <PickerField>
              <PickerInput />
            </PickerField>
            <SelectShown />
            <FocusableList />
            <PickerHint />
            <DoneButton />
            <PickerStatus />
          </PickerDialog>
        </>
      )}
    </PickerRoot>
  )
})
