import { hashToken } from '../db/tokens.ts'
import { ApiError } from '../rules/ApiError.ts'
import { limitSessions } from '../rules/limitSessions.ts'
import { textOf } from '../rules/parameters.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { defineRoute, type Route } from './route.ts'

/** PATCH /session/web (JS SDK 3): makes the session that waits with this web token the user's. */
export const upgradeWebSession: Route = defineRoute({
  method: 'PATCH',
  path: '/session/web',
  access: 'user',
  handle({ world: { db, settings }, caller, body }) {
    const webTokenHash = hashToken(textOf(body['web_token']) ?? '')
    const waiting = db.sessions.list().find((session) => session.webTokenHash === webTokenHash)
    if (waiting === undefined) throw new ApiError(unobservedErrors.webTokenNotFound)
    const upgraded = { ...waiting, userId: caller.user.id, webTokenHash: null }
    db.sessions.update(upgraded)
    limitSessions(db.sessions, settings, upgraded)
    return { status: 200 }
  },
})
