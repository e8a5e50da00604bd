'use client'

import type { CubeUser } from '@cubekit/core'
import { memo, type NamedExoticComponent, type ReactNode } from 'react'
import { Avatar } from '../user-avatar/Avatar.tsx'

interface PickerChipProps {
  readonly id: number
  /** `undefined` while it is not known who it is. */
  readonly user: CubeUser | null | undefined
  readonly name: string
  readonly picture: string | null
  /** What the button does, with `{name}` in it. */
  readonly remove: string
  readonly disabled: boolean
}

/** One of the chosen. Of a thousand, only those who change are rendered again. */
export const PickerChip: NamedExoticComponent<PickerChipProps> = memo(function PickerChip(
  props: PickerChipProps,
): ReactNode {
  const { id, user, name, picture, remove, disabled } = props
  return (
    <li className="cube-picker-chip">
      {user && <Avatar user={user} src={picture} />}
      <span dir="auto" title={name} data-pending={user === undefined ? '' : undefined}>
        {name}
      </span>
      <button
        type="button"
        tabIndex={-1}
        data-id={id}
        disabled={disabled}
        aria-label={remove.replace('{name}', () => name || '…')}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden>
          <path
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            d="m5 5 6 6m0-6-6 6"
          />
        </svg>
      </button>
    </li>
  )
})
