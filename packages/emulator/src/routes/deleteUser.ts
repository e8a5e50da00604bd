import { deleteUser as removeUser } from '../rules/deleteUser.ts'
import { requireSelf } from '../rules/requireSelf.ts'
import { defineRoute, type Route } from './route.ts'

/** DELETE /users/{id}: deletes the user's own account. */
export const deleteUser: Route = defineRoute({
  method: 'DELETE',
  path: '/users/:id{[0-9]+}',
  access: 'user',
  handle: ({ world, caller, params }) =>
    removeUser(world, requireSelf(world.db.users.get(Number(params['id'])), caller.user)),
})
