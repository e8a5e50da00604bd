import { sessionDetails } from '../rules/sessionAnswer.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /session/list: the user's sessions, this one included. The path and the answer are guesses. */
export const listSessions: Route = defineRoute({
  method: 'GET',
  path: '/session/list',
  access: 'user',
  handle: ({ world: { db }, caller }) => ({
    status: 200,
    body: { sessions: db.sessions.of(caller.user.id).map(sessionDetails) },
  }),
})
