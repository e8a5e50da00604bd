import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions } from '../transport/request.ts'

/**
 * Does something on behalf of whoever is signed in now, or of the scope that was asked for.
 *
 * Starts at once unless the stored session has not been read yet, so that what is asked in one tick stays together.
 *
 * @throws CubeError `session-changed` when the scope that was asked for is over; `aborted`.
 */
export async function inScope<T>(
  client: CubeClient,
  { scope, signal }: RequestOptions,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const start = (): Promise<T> => {
    const present = client.scope()
    if (signal?.aborted) throw new CubeError('aborted')
    if (scope && !isSameScope(scope, present)) throw new CubeError('session-changed')
    return work(scope ?? present)
  }
  if (client.getSession().status !== 'loading') return start()
  return abortable(client.ready().then(start), signal)
}
