import type { CubeError, CubeQuery } from '@cubekit/core'
import type { QueryState, UseQueryOptions } from '@tanstack/react-query'

const longestWaitMs = 5 * 60_000

/**
 * Has a read asked again every `pollMs`, by all who show it together: whenever one asks, the others wait anew. Nobody asks
 * while the page is hidden, and who returns asks at once if the answer is too old. After failures the pauses double, and a
 * server that asks for a longer one gets it.
 */
export function polled<T>(query: CubeQuery<T>, pollMs: number): CubeQuery<T> & Polling<T> {
  const isDue = (asked: Asked<T>): boolean =>
    Date.now() - Math.max(asked.state.dataUpdatedAt, asked.state.errorUpdatedAt) >= pauseAfter(asked, pollMs)
  return {
    ...query,
    staleTime: pollMs,
    retryOnMount: false,
    refetchInterval: (asked) => pauseAfter(asked, pollMs),
    refetchIntervalInBackground: false,
    refetchOnMount: isDue,
    refetchOnWindowFocus: isDue,
    refetchOnReconnect: isDue,
  }
}

/** For each query, the failures there had been when it was last answered. */
const failuresBefore = new WeakMap<object, { readonly answeredAt: number; readonly count: number }>()

/** How long to wait after an answer or a failure, in ms. */
function pauseAfter(asked: Asked<unknown>, pollMs: number): number {
  const { error, errorUpdateCount, dataUpdatedAt } = asked.state
  const known = failuresBefore.get(asked)
  const before =
    known?.answeredAt === dataUpdatedAt
      ? known
      : { answeredAt: dataUpdatedAt, count: errorUpdateCount - (error ? 1 : 0) }
  failuresBefore.set(asked, before)
  if (!error) return pollMs
  const growing = pollMs * 2 ** (errorUpdateCount - before.count - 1)
  return Math.max(pollMs, Math.min(growing, longestWaitMs), error.retryAfterMs ?? 0)
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
