import { changeUser } from '../rules/changeUser.ts'
import { requireSelf } from '../rules/requireSelf.ts'
import { defineRoute, type Route } from './route.ts'

/** PUT /users/{id}: changes the user's own account. */
export const updateUser: Route = defineRoute({
  method: 'PUT',
  path: '/users/:id{[0-9]+}',
  access: 'user',
  handle({ world, caller, params, body }) {
    const user = requireSelf(world.db.users.get(Number(params['id'])), caller.user)
    return { status: 200, body: { user: changeUser(world, user, body) } }
  },
})
