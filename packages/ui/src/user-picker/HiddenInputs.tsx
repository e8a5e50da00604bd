'use client'

import { memo, type NamedExoticComponent, type ReactNode } from 'react'

interface HiddenInputsProps {
  readonly name: string
  readonly ids: readonly number[]
  readonly disabled: boolean
}

/** What the form sends: one value per person. There may be a thousand, so only for others is it done again. */
export const HiddenInputs: NamedExoticComponent<HiddenInputsProps> = memo(function HiddenInputs({
  name,
  ids,
  disabled,
}: HiddenInputsProps): ReactNode {
  return ids.map((id) => <input key={id} type="hidden" name={name} value={id} disabled={disabled} />)
})
