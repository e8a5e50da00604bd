'use client'

import type { ReactNode } from 'react'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { usePickerParts } from './PickerContext.ts'

/** The avatar of the one who is chosen, while the input before which it stands tells their name. */
export function PickerFace(): ReactNode {
  const { props, chosen, text, query } = usePickerParts()
  const [id] = chosen.ids
  const user = props.multiple || id === undefined || query !== '' || text === '' ? null : chosen.userOf(id)
  return user ? <Avatar user={user} src={props.avatarUrl?.(user)} /> : null
}
