'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PickerChips } from './PickerChips.tsx'
import { PickerDescription } from './PickerDescription.tsx'
import { PickerError } from './PickerError.tsx'
import { PickerFace } from './PickerFace.tsx'
import { PickerField } from './PickerField.tsx'
import { PickerHint } from './PickerHint.tsx'
import { PickerInput } from './PickerInput.tsx'
import { PickerLabel } from './PickerLabel.tsx'
import { PickerList } from './PickerList.tsx'
import { PickerPopup } from './PickerPopup.tsx'
import type { PickerProps } from './PickerProps.ts'
import { PickerRoot } from './PickerRoot.tsx'
import { PickerStatus } from './PickerStatus.tsx'
import { PickerTrigger } from './PickerTrigger.tsx'
import { SelectShown } from './SelectShown.tsx'

/** Props of {@link UserPicker}: those of its `<div>`, whom it offers, and who is chosen. Children replace its parts. */
export type UserPickerProps = PickerProps

/**
 * Finds people as one types, and lets one of them be chosen, or with `multiple` several.
 *
 * In a form it is an input: `name` sends the ids, `required` asks for somebody, a reset goes back to `defaultValue`. The
 * ref is to the `<input>`. A list that is pasted (logins, emails, phones, ids) is looked up. To arrange it differently,
 * compose it from `UserPickerParts`.
 *
 * @example
 * import { UserPicker } from '@cubekit/ui/user-picker'
 * import '@cubekit/ui/styles.css'
 *
 * <UserPicker name="owner" label="Owner" required />
 * <UserPicker multiple label="Members" members={memberIds} onValueChange={(ids) => setIds(ids)} />
 */
export const UserPicker: Part<UserPickerProps, HTMLInputElement> = forwardRef<
  HTMLInputElement,
  UserPickerProps
>(function UserPicker({ children, ...props }, ref) {
  return (
    <PickerRoot {...props}>
      {children ?? (
        <>
          <PickerLabel />
          <PickerDescription />
          <PickerField>
            <PickerChips />
            <PickerFace />
            <PickerInput ref={ref} />
            <PickerTrigger />
          </PickerField>
          <PickerPopup>
            <PickerList />
            <SelectShown />
            <PickerHint />
          </PickerPopup>
          <PickerError />
          <PickerStatus />
        </>
      )}
    </PickerRoot>
  )
})
