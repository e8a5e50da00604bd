import type { EmulatorSession } from '../db/session.ts'
import type { EmulatorUser } from '../db/user.ts'

/** A session as the API writes it, with the user in it when it is somebody's. */
export function sessionAnswer(
  session: EmulatorSession,
  token: string,
  user: EmulatorUser | null,
): { session: object } {
  return {
    session: {
      id: session.id,
      // A session that waits to be taken over is nobody's yet, which JS SDK 3 expects as 0.
      user_id: session.userId ?? (session.webTokenHash ? 0 : null),
      application_id: session.applicationId,
      token,
      ...(session.nonce === null ? {} : { nonce: session.nonce }),
      ts: session.ts,
      created_at: new Date(session.createdAt).toISOString(),
      updated_at: new Date(session.updatedAt).toISOString(),
      ...(user === null ? { device_id: null } : { user }),
    },
  }
}

/** A session in a list: where it is used, without its token. Names by those of the iOS SDK. */
export function sessionDetails(session: EmulatorSession): object {
  return {
    id: session.id,
    ip: '127.0.0.1',
    location: null,
    user_agent: session.userAgent,
    last_activity: new Date(session.updatedAt).toISOString(),
  }
}

/** `CB-Token-ExpirationDate`, as in `2021-06-04 12:10:53 UTC`. */
export function expirationDate(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
