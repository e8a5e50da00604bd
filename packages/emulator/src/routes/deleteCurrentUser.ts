import { deleteUser } from '../rules/deleteUser.ts'
import { defineRoute, type Route } from './route.ts'

/** DELETE /users: deletes the session's user. The official JS SDK asks so when it has forgotten the id. */
export const deleteCurrentUser: Route = defineRoute({
  method: 'DELETE',
  path: '/users',
  access: 'user',
  handle: ({ world, caller }) => deleteUser(world, caller.user),
})
