'use client'

import type { UsersFilter } from '@cubekit/core'
import { useUsers } from '@cubekit/react'
import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import { ListProblem } from './ListProblem.tsx'
import type { ListOptions } from './ListOptions.ts'
import { UserRows } from './UserRows.tsx'

interface FoundUsersProps {
  readonly options: ListOptions
  readonly filter: UsersFilter
}

/** The people that match a filter, asked for page by page as somebody scrolls. */
export const FoundUsers: Part<FoundUsersProps, HTMLDivElement> = forwardRef<HTMLDivElement, FoundUsersProps>(
  function FoundUsers({ options, filter }, ref) {
    const messages = useMessages(peopleEnglish, options.messages)
    const {
      data,
      error,
      errorUpdatedAt,
      isFetching,
      isFetchingNextPage,
      isFetchNextPageError,
      isPaused,
      hasNextPage,
      fetchNextPage,
      refetch,
    } = useUsers(filter)
    // A page that comes anew and fails leaves the one that is there.
    const failed = !isFetching && error && (isFetchNextPageError || !data) ? error : null
    const isStuck = isPaused && (hasNextPage || !data)
    const more = (): void => {
      if (!isFetchingNextPage) void fetchNextPage({ cancelRefetch: false })
    }
    return (
      <UserRows
        ref={ref}
        options={options}
        users={data?.items ?? []}
        total={data?.total_entries ?? 0}
        isLoading={!data && !failed && !isStuck}
        onMore={hasNextPage && !failed && !isStuck ? more : undefined}
        notice={
          failed ? (
            <ListProblem
              error={failed}
              at={errorUpdatedAt}
              messages={options.messages}
              onRetry={() => void (data ? fetchNextPage() : refetch())}
            />
          ) : (
            isStuck && (
              <div role="status" className="cube-notice">
                {messages['people.disconnected']}
              </div>
            )
          )
        }
      />
    )
  },
)
