import { ApiError } from '../rules/ApiError.ts'
import { readPasswordCredentials, refuseProvider } from '../rules/credentials.ts'
import { limitSessions } from '../rules/limitSessions.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { defineRoute, type Route } from './route.ts'

/** POST /login: turns the session of the token that is sent into a user's. The token stays the same. */
export const login: Route = defineRoute({
  method: 'POST',
  path: '/login',
  access: 'session',
  handle({ world: { db, settings }, caller, body }) {
    refuseProvider(body)
    const { field, value, password } = readPasswordCredentials(body)
    const user = field === 'login' ? db.users.findByLogin(value) : db.users.findByEmail(value)
    if (user === undefined) throw new ApiError(unobservedErrors.loginUserNotFound)
    if (!db.users.passwordMatches(user, password)) throw new ApiError(unobservedErrors.loginInvalidPassword)
    const session = { ...caller.session, userId: user.id }
    db.sessions.update(session)
    limitSessions(db.sessions, settings, session)
    return { status: 200, body: { user }, session }
  },
})
