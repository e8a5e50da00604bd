import { ApiError } from '../rules/ApiError.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { defineRoute, type Route } from './route.ts'

/** DELETE /session/{id}: ends one of the user's own sessions. */
export const destroyOneSession: Route = defineRoute({
  method: 'DELETE',
  path: '/session/:id{[0-9]+}',
  access: 'session',
  handle({ world: { db }, caller: { session, user }, params }) {
    const own = user === null ? [session] : db.sessions.of(user.id)
    const wanted = own.find(({ id }) => id === Number(params['id']))
    if (wanted === undefined) throw new ApiError(unobservedErrors.sessionWithIdNotFound)
    db.sessions.remove(wanted)
    return wanted.id === session.id ? { status: 200, session: null } : { status: 200 }
  },
})
