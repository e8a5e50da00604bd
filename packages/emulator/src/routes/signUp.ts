import { isGroup } from '../rules/parameters.ts'
import { validateNewUser } from '../rules/validateUser.ts'
import { defineRoute, type Route } from './route.ts'

/** POST /users: registers a user. It is the one write that an application session may do. */
export const signUp: Route = defineRoute({
  method: 'POST',
  path: '/users',
  access: 'app-key',
  handle({ world, body }) {
    const given = isGroup(body['user']) ? body['user'] : {}
    const { fields, password } = validateNewUser(given, world.db.users)
    return { status: 201, body: { user: world.db.users.create(fields, password, world.now()) } }
  },
})
