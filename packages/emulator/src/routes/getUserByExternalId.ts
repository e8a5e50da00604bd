import { ApiError } from '../rules/ApiError.ts'
import { findByExternalId } from '../rules/findByExternalId.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /users/external/{id}: one user, by their id in the application's system, slashes and all. */
export const getUserByExternalId: Route = defineRoute({
  method: 'GET',
  path: '/users/external/:id{.+}',
  access: 'session',
  handle({ world, params }) {
    const user = findByExternalId(world.db.users, params['id'] ?? '')
    if (user === undefined) throw new ApiError(unobservedErrors.userWithIdNotFound)
    return { status: 200, body: { user } }
  },
})
