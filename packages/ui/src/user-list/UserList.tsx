'use client'

import type { CubeUser, UsersFilter } from '@cubekit/core'
import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { FoundUsers } from './FoundUsers.tsx'
import type { ListOptions } from './ListOptions.ts'
import { UserRows } from './UserRows.tsx'

/** Props of {@link UserList}: whom it shows, how, and those of its `<div>`. */
export type UserListProps = ListOptions &
  (
    | {
        /** Shows those who match, asked for page by page as somebody scrolls. */
        readonly filter: UsersFilter
        readonly users?: never
      }
    | {
        /** Shows these, in this order. */
        readonly users: readonly CubeUser[]
        readonly filter?: never
      }
  )

/**
 * A list of people, however many: it renders the rows that can be seen, asks for more as somebody scrolls, and says when
 * there is nobody, when the device is offline, and what failed. As high as `--cube-list-height` at most (24rem).
 *
 * @example
 * import { UserList } from '@cubekit/ui/user-list'
 * import '@cubekit/ui/styles.css'
 *
 * <UserList filter={{ user_tags: 'support', sort_asc: 'full_name' }} onSelect={(user) => open(user.id)} />
 */
export const UserList: Part<UserListProps, HTMLDivElement> = forwardRef<HTMLDivElement, UserListProps>(
  function UserList({ filter, users, ...options }, ref) {
    return filter ? (
      <FoundUsers ref={ref} options={options} filter={filter} />
    ) : (
      <UserRows ref={ref} options={options} users={users ?? []} />
    )
  },
)
