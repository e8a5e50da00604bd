'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { FocusableList } from './FocusableList.tsx'
import { PickerChips } from './PickerChips.tsx'
import { PickerDescription } from './PickerDescription.tsx'
import { PickerError } from './PickerError.tsx'
import { PickerField } from './PickerField.tsx'
import { PickerHint } from './PickerHint.tsx'
import { PickerInput } from './PickerInput.tsx'
import { PickerLabel } from './PickerLabel.tsx'
import type { PickerProps } from './PickerProps.ts'
import { PickerRoot } from './PickerRoot.tsx'
import { PickerStatus } from './PickerStatus.tsx'
import { SelectShown } from './SelectShown.tsx'

/** Props of {@link UserPickerList}: those of `UserPicker`. */
export type UserPickerListProps = PickerProps

/**
 * A `UserPicker` whose list is always on the page, under its input. In the list, letters go to who is called so.
 *
 * @example
 * <UserPickerList multiple name="guests" label="Guests" sources={[listSource(colleagues)]} />
 */
export const UserPickerList: Part<UserPickerListProps, HTMLInputElement> = forwardRef<
  HTMLInputElement,
  UserPickerListProps
>(function UserPickerList({ children, ...props }, ref) {
  return (
    <PickerRoot {...props} kind="list">
      {children ?? (
        <>
          <PickerLabel />
          <PickerDescription />
          <PickerField>
            <PickerInput ref={ref} />
          </PickerField>
          <SelectShown />
          <FocusableList />
          <PickerHint />
          <PickerChips />
          <PickerError />
          <PickerStatus />
        </>
      )}
    </PickerRoot>
  )
})
