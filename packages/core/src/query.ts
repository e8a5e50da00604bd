import type { CubeClient } from './client/CubeClient.ts'
import { CubeError, type CubeErrorCode } from './errors/CubeError.ts'
import { type Scope, scopeKey } from './session/scope.ts'

/** A read, in the shape that TanStack Query's `useQuery`, `prefetchQuery` and `fetchQuery` accept. */
export interface CubeQuery<T> {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<T>
  /** How long the answer counts as fresh, in ms, or what tells that at the moment. */
  readonly staleTime: number | (() => number)
  readonly retry: (failures: number, error: unknown) => boolean
  readonly retryDelay: (failures: number, error: unknown) => number
  /** Lets a persister recognise our queries and leave them out. */
  readonly meta: { readonly cube: true }
  /** What is known of the answer without asking. */
  readonly initialData?: T
  /** When that was the answer, in ms since 1970. */
  readonly initialDataUpdatedAt?: number
}

/** Where a page begins. */
export interface PagePlace {
  /** How many are before it. */
  readonly offset: number
  /** The id of the last of them; `null` for the first page that is read. */
  readonly after: number | null
}

/** A read in pages, in the shape that TanStack Query's `useInfiniteQuery` and `prefetchInfiniteQuery` accept. */
export interface CubePages<Page> extends Omit<
  CubeQuery<Page>,
  'queryFn' | 'initialData' | 'initialDataUpdatedAt'
> {
  readonly queryFn: (context: { signal: AbortSignal; pageParam: PagePlace }) => Promise<Page>
  /** Where the first page begins. */
  readonly initialPageParam: PagePlace
  /** Where the next page begins; `null` when there is none. */
  readonly getNextPageParam: (last: Page, all: readonly Page[]) => PagePlace | null
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
  read: (options: ReadFor) => Promise<T>,
): CubeQuery<T> {
  const { readFor, ...options } = scoped(client, key)
  return { ...options, queryFn: ({ signal }) => read(readFor(signal)) }
}

/** Makes the options of one read in pages, as {@link cubeQuery} does of one answer. */
export function cubePages<Page>(
  client: CubeClient,
  key: readonly unknown[],
  read: (place: PagePlace, options: ReadFor) => Promise<Page>,
  paging: Pick<CubePages<Page>, 'initialPageParam' | 'getNextPageParam'>,
): CubePages<Page> {
  const { readFor, ...options } = scoped(client, key)
  return { ...options, ...paging, queryFn: ({ signal, pageParam }) => read(pageParam, readFor(signal)) }
}

/** For whom is read, and until when. */
interface ReadFor {
  signal: AbortSignal
  scope: Scope
}

function scoped(
  client: CubeClient,
  key: readonly unknown[],
): Omit<CubePages<never>, 'queryFn' | 'initialPageParam' | 'getNextPageParam'> & {
  readonly readFor: (signal: AbortSignal) => ReadFor
} {
  const scope = client.scope()
  return {
    queryKey: [...scopeKey(scope), ...key],
    readFor: (signal) => {
      const now = client.scope()
      return { signal, scope: now.user === scope.user ? now : scope }
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
