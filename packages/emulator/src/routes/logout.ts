import { defineRoute, type Route } from './route.ts'

/** DELETE /login: turns a user's session back into an application session. The token stays the same. */
export const logout: Route = defineRoute({
  method: 'DELETE',
  path: '/login',
  access: 'user',
  handle: ({ caller }) => ({ status: 200, session: { ...caller.session, userId: null } }),
})
