import { type CubeClient, internals } from '../client/CubeClient.ts'
import type { CubeUser } from '../wire/user.ts'
import { readGrant, type SessionGrant } from './SessionGrant.ts'

/**
 * Takes a session that was made elsewhere into use: that of a session broker, say, or on a server that of an
 * incoming request. A user's session signs that user in; an application's replaces the application session. To take
 * the same session twice does no harm.
 *
 * @returns Who is signed in by it, `null` for an application session.
 * @throws CubeError `protocol` when it is no session of this application, `superseded` when a logout or another sign-in
 * came in between.
 * @example
 * const answer = await fetch('/api/cube/session', { method: 'POST' })
 * await adoptSession(client, await answer.json())
 *
 * Source: ConnectyCube server API, POST /session.
 */
export async function adoptSession(client: CubeClient, grant: SessionGrant): Promise<CubeUser | null> {
  const { session } = client[internals]
  const { user, token } = readGrant(client, grant)
  if (!user) {
    await session.useAppSession(token)
    return null
  }
  const kind = user.is_guest ? 'guest' : 'user'
  await session.finishSignIn(await session.beginSignIn(), { kind, user, token }, null)
  return user
}
