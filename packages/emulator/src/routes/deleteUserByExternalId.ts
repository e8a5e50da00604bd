import { deleteUser } from '../rules/deleteUser.ts'
import { findByExternalId } from '../rules/findByExternalId.ts'
import { requireSelf } from '../rules/requireSelf.ts'
import { defineRoute, type Route } from './route.ts'

/** DELETE /users/external/{id}: deletes the user's own account, by its id in the application's system. */
export const deleteUserByExternalId: Route = defineRoute({
  method: 'DELETE',
  path: '/users/external/:id{.+}',
  access: 'user',
  handle: ({ world, caller, params }) =>
    deleteUser(world, requireSelf(findByExternalId(world.db.users, params['id'] ?? ''), caller.user)),
})
