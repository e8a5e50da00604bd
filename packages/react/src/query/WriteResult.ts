import type { CubeError } from '@cubekit/core'
import type { UseMutationResult } from '@tanstack/react-query'

/** Called when a write has settled, even when the component is gone by then. */
export interface WriteCallbacks<T> {
  onSuccess?: ((data: T) => void) | undefined
  onError?: ((error: CubeError) => void) | undefined
  onSettled?: (() => void) | undefined
}

/** TanStack's mutation result, less its variables, which are not kept. */
export type WriteResult<Variables, T> = Kept<UseMutationResult<T, CubeError>> & {
  /** Starts the write. Failures are in `error`; the callbacks are called in any case. */
  mutate: (variables: Variables, callbacks?: WriteCallbacks<T>) => void
  /** Starts the write and settles with it. Rejects with a `CubeError`. */
  mutateAsync: (variables: Variables) => Promise<T>
}

/** Omit, for each member of the union, so that `status` still narrows. */
type Kept<Result> = Result extends unknown ? Omit<Result, 'mutate' | 'mutateAsync' | 'variables'> : never
