import { changeUser } from '../rules/changeUser.ts'
import { defineRoute, type Route } from './route.ts'

/** PUT /users: changes the session's user. The official JS SDK asks so when it has forgotten the id. */
export const updateCurrentUser: Route = defineRoute({
  method: 'PUT',
  path: '/users',
  access: 'user',
  handle: ({ world, caller, body }) => ({
    status: 200,
    body: { user: changeUser(world, caller.user, body) },
  }),
})
