'use client'

import {
  endOtherSessionsMutation,
  getSessionQuery,
  listSessionsQuery,
  type OtherSessionsEnded,
  type SessionDetails,
  type SessionInfo,
} from '@cubekit/core'
import { useAfterwards } from './query/useAfterwards.ts'
import { useScopedMutation } from './query/useScopedMutation.ts'
import type { ReadOptions } from './query/useScopedOptions.ts'
import { type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'
import type { WriteResult } from './query/WriteResult.ts'

/**
 * What the server says of the current session: TanStack Query's result. Who is signed in is told by `useSession`,
 * without a request.
 *
 * @example
 * const { data } = useSessionInfo()
 * return <p>Since {data?.created_at}</p>
 */
export function useSessionInfo(options?: ReadOptions): ReadResult<SessionInfo> {
  return useScopedQuery(getSessionQuery, options)
}

/**
 * The signed-in user's sessions on all devices: TanStack Query's result.
 *
 * @example
 * const { data: sessions = [] } = useSessions()
 */
export function useSessions(options?: ReadOptions): ReadResult<readonly SessionDetails[]> {
  return useScopedQuery(listSessionsQuery, options)
}

/**
 * Signs the user out on all other devices. `useSessions` is asked anew afterwards.
 *
 * @example
 * const others = useOtherSessionsEnd()
 * return <button onClick={() => others.mutate()}>Log out other devices</button>
 */
export function useOtherSessionsEnd(): WriteResult<void, OtherSessionsEnded> {
  const askAnew = useAfterwards(listSessionsQuery)
  return useScopedMutation((client) => {
    const { mutationFn, ...options } = endOtherSessionsMutation(client)
    return { ...options, mutationFn: () => mutationFn().finally(askAnew) }
  })
}
