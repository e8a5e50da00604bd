import type { Session } from '@cubekit/core'
import type { Provided } from './ClientContext.ts'

/** The session as it is shown: the first one, until the client knows its own. */
export function sessionOf({ client, firstSession }: Provided): Session {
  const session = client.getSession()
  return session.status === 'loading' ? firstSession : session
}
