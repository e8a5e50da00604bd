import { defineRoute, type Route } from './route.ts'

/** DELETE /login: turns a user's session back into an application session. The token stays the same. */
export const logout: Route = defineRoute({
  method: 'DELETE',
  path: '/login',
  access: 'user',
  handle({ world: { db }, caller }) {
    const session = { ...caller.session, userId: null }
    db.sessions.update(session)
    return { status: 200, session }
  },
})
