import type { CubeClient } from './client/CubeClient.ts'
import { CubeError, type CubeErrorCode } from './errors/CubeError.ts'
import { type Scope, scopeKey } from './session/scope.ts'

/** A read, in the shape that TanStack Query's `useQuery`, `prefetchQuery` and `fetchQuery` accept. */
export interface CubeQuery<T> {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<T>
  /** How long the answer counts as fresh, in ms. */
  readonly staleTime: number
  readonly retry: (failures: number, error: unknown) => boolean
  readonly retryDelay: (failures: number, error: unknown) => number
  /** Lets a persister recognise our queries and leave them out. */
  readonly meta: { readonly cube: true }
}

/** A write, in the shape that TanStack Query's `useMutation` accepts. */
export interface CubeMutation<Variables, T> {
  readonly mutationKey: readonly unknown[]
  readonly mutationFn: (variables: Variables) => Promise<T>
  /** `always`: TanStack would keep the variables of a write that waits for the network, passwords included. */
  readonly networkMode: 'always'
}

const staleTimeMs = 30_000
const mostRetries = 2
const longestDelayMs = 8000
/** A server that asks for a longer pause is not waited for: the person should hear of it. */
const longestPauseMs = 30_000

/**
 * Makes the options of one read, for the user of the moment at which they are made.
 *
 * The answer is filed under that user's key, so it is asked for only while that user is signed in: a stale
 * closure that runs later, as somebody else, fails with `session-changed`.
 */
export function cubeQuery<T>(
  client: CubeClient,
  key: readonly unknown[],
  read: (options: { signal: AbortSignal; scope: Scope }) => Promise<T>,
): CubeQuery<T> {
  const scope = client.scope()
  return {
    queryKey: [...scopeKey(scope), ...key],
    queryFn: ({ signal }) => {
      const now = client.scope()
      return read({ signal, scope: now.user === scope.user ? now : scope })
    },
    staleTime: staleTimeMs,
    retry: (failures, error) =>
      failures < mostRetries &&
      error instanceof CubeError &&
      passing.has(error.code) &&
      (error.retryAfterMs ?? 0) <= longestPauseMs,
    retryDelay: (failures, error) =>
      (error instanceof CubeError ? error.retryAfterMs : null) ??
      Math.min(1000 * 2 ** failures, longestDelayMs),
    meta: { cube: true },
  }
}

/** Makes the options of one write. */
export function cubeMutation<Variables, T>(
  client: CubeClient,
  name: string,
  write: (variables: Variables) => Promise<T>,
): CubeMutation<Variables, T> {
  return { mutationKey: ['cube', client.appId, name], mutationFn: write, networkMode: 'always' }
}

/** Failures that are likely to be gone after a while. */
const passing: ReadonlySet<CubeErrorCode> = new Set<CubeErrorCode>([
  'unreachable',
  'timeout',
  'rate-limited',
  'server-error',
])
