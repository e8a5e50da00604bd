import { sessionAnswer } from '../rules/sessionAnswer.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /session: the session of the token that is sent. */
export const getSession: Route = defineRoute({
  method: 'GET',
  path: '/session',
  access: 'session',
  handle: ({ caller: { session, token, user } }) => ({
    status: 200,
    body: sessionAnswer(session, token, user),
  }),
})
