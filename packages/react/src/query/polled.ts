import type { CubeError, CubeQuery } from '@cubekit/core'
import type { QueryState, UseQueryOptions } from '@tanstack/react-query'

const longestWaitMs = 5 * 60_000

/**
 * Has a read asked again every `pollMs`, by all who show it together: whenever one asks, the others wait anew. Nobody asks
 * while the page is hidden, and who returns asks at once if the answer is too old. After failures the pauses double, and a
 * server that asks for a longer one gets it.
 */
export function polled<T>(query: CubeQuery<T>, pollMs: number): CubeQuery<T> & Polling<T> {
  const isDue = ({ state }: Asked<T>): boolean =>
    Date.now() - Math.max(state.dataUpdatedAt, state.errorUpdatedAt) >= pauseAfter(state, pollMs)
  return {
    ...query,
    staleTime: pollMs,
    retryOnMount: false,
    refetchInterval: ({ state }) => pauseAfter(state, pollMs),
    refetchIntervalInBackground: false,
    refetchOnMount: isDue,
    refetchOnWindowFocus: isDue,
    refetchOnReconnect: isDue,
  }
}

/** How long to wait after an answer or a failure, in ms. */
function pauseAfter({ error, ...state }: Asked<unknown>['state'], pollMs: number): number {
  if (!error) return pollMs
  // For as long as it has failed, so that each pause is as long as all before it.
  const failing = state.dataUpdatedAt
    ? state.errorUpdatedAt - state.dataUpdatedAt
    : pollMs * 2 ** (state.errorUpdateCount - 1)
  return Math.max(pollMs, Math.min(failing, longestWaitMs), error.retryAfterMs ?? 0)
}

interface Asked<T> {
  readonly state: QueryState<T, CubeError>
}

type Polling<T> = Required<
  Pick<
    UseQueryOptions<T, CubeError>,
    | 'retryOnMount'
    | 'refetchInterval'
    | 'refetchIntervalInBackground'
    | 'refetchOnMount'
    | 'refetchOnWindowFocus'
    | 'refetchOnReconnect'
  >
>
