'use client'

import type { CubeUser } from '@cubekit/core'
import { memo, type NamedExoticComponent, type ReactNode } from 'react'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { nameOfPerson } from './nameOfPerson.ts'
import type { PickerProps } from './PickerProps.ts'

interface PickerChipProps {
  readonly id: number
  /** `undefined` while it is not known who it is. */
  readonly user: CubeUser | null | undefined
  readonly avatarUrl: PickerProps['avatarUrl']
  readonly unnamed: string
  readonly unknown: string
  /** What the button does, with `{name}` in it. */
  readonly remove: string
  readonly disabled: boolean
  /** Whether Tab stops here; else one comes from the input, by arrow keys. */
  readonly isStop: boolean
}

/** One of the chosen. Of a thousand, only those who change are rendered again. */
export const PickerChip: NamedExoticComponent<PickerChipProps> = memo(function PickerChip(
  props: PickerChipProps,
): ReactNode {
  const { id, user, avatarUrl, unnamed, unknown, remove, disabled, isStop } = props
  const name = user === undefined ? '' : nameOfPerson(user, unnamed, unknown)
  return (
    <li className="cube-picker-chip">
      {user && <Avatar user={user} src={avatarUrl?.(user)} />}
      <span dir="auto" title={name} data-pending={user === undefined ? '' : undefined}>
        {name}
      </span>
      <button
        type="button"
        tabIndex={isStop ? 0 : -1}
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
