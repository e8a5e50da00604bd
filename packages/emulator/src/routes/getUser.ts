import { ApiError } from '../rules/ApiError.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /users/{id}: one user. */
export const getUser: Route = defineRoute({
  method: 'GET',
  path: '/users/:id{[0-9]+}',
  access: 'session',
  handle({ world, params }) {
    const user = world.db.users.get(Number(params['id']))
    if (user === undefined) throw new ApiError(unobservedErrors.userWithIdNotFound)
    return { status: 200, body: { user } }
  },
})
