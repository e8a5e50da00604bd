import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'

/** What {@link endOtherSessions} comes to. */
export interface OtherSessionsEnded {
  readonly ended: true
}

/**
 * Signs the user out on all other devices. The session of this one goes on.
 *
 * @throws CubeError `not-signed-in`, `session-expired`, and the codes of every request.
 * @example
 * await endOtherSessions(client)
 *
 * Source: ConnectyCube SDK for Flutter, "deleteSessionsExceptCurrent", as DELETE /session/list.
 */
export function endOtherSessions(
  client: CubeClient,
  options: RequestOptions = {},
): Promise<OtherSessionsEnded> {
  return client.request(
    { method: 'DELETE', path: '/session/list', rights: 'user', parse: () => ({ ended: true }) as const },
    options,
  )
}

/** The mutation options of {@link endOtherSessions}. */
export function endOtherSessionsMutation(client: CubeClient): CubeMutation<void, OtherSessionsEnded> {
  return cubeMutation(client, 'endOtherSessions', () => endOtherSessions(client))
}
