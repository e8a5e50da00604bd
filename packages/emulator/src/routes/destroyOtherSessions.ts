import { defineRoute, type Route } from './route.ts'

/** DELETE /session/list: ends all of the user's sessions but the one that is asked with. */
export const destroyOtherSessions: Route = defineRoute({
  method: 'DELETE',
  path: '/session/list',
  access: 'user',
  handle({ world: { db }, caller: { session, user } }) {
    for (const other of db.sessions.of(user.id)) if (other.id !== session.id) db.sessions.remove(other)
    return { status: 200 }
  },
})
