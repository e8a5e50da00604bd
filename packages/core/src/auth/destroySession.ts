import { type CubeClient, internals } from '../client/CubeClient.ts'
import type { LogoutResult } from './logout.ts'

/**
 * Ends every session of this client, the application session included, here and on the server. Never rejects.
 *
 * @example
 * await destroySession(client)
 *
 * Source: ConnectyCube server API, DELETE /session.
 */
export async function destroySession(client: CubeClient): Promise<LogoutResult> {
  return { server: (await client[internals].session.end(true)) ? 'revoked' : 'unconfirmed' }
}
