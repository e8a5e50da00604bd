import { defineRoute, type Route } from './route.ts'

/** DELETE /session: ends the session of the token that is sent. */
export const destroySession: Route = defineRoute({
  method: 'DELETE',
  path: '/session',
  access: 'session',
  handle({ world, caller }) {
    world.db.sessions.remove(caller.session)
    return { status: 200, session: null }
  },
})
