import { type CubeClient, internals } from '../client/CubeClient.ts'
import { endSession } from './endSession.ts'
import type { LogoutResult } from './logout.ts'

/**
 * Ends every session of this client, the application session included, here and on the server. Never rejects.
 *
 * @example
 * await destroySession(client)
 *
 * Source: ConnectyCube server API, DELETE /session.
 */
export function destroySession(client: CubeClient): Promise<LogoutResult> {
  const hidden = client[internals]
  // Also the one that waits for the next sign-in.
  void hidden.prepared?.token.then(hidden.session.discard, () => {})
  hidden.prepared = null
  return endSession(client, true)
}
