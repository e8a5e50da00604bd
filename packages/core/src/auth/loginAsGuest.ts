import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import type { CubeUser } from '../wire/user.ts'
import { createSession } from './createSession.ts'

/** What a guest tells of themselves. */
export interface GuestDetails {
  readonly full_name?: string
}

/**
 * Signs somebody in as a temporary guest. The server deletes guests after a day, and nobody can sign in as the
 * same guest again.
 *
 * @throws CubeError as `createSession`.
 * @example
 * const guest = await loginAsGuest(client, { full_name: 'Olof Shodger' })
 *
 * Source: ConnectyCube server API, POST /session, "Create session with Guest User".
 */
export async function loginAsGuest(
  client: CubeClient,
  details: GuestDetails = {},
  options: { signal?: AbortSignal | undefined } = {},
): Promise<CubeUser> {
  const { user } = await createSession(client, { guest: '1', ...details }, options)
  if (!user) throw new CubeError('protocol')
  return user
}

/** The mutation options of {@link loginAsGuest}. */
export function loginAsGuestMutation(client: CubeClient): CubeMutation<GuestDetails, CubeUser> {
  return cubeMutation(client, 'loginAsGuest', (details: GuestDetails) => loginAsGuest(client, details))
}
