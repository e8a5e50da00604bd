import { candidates } from '../rules/candidates.ts'
import { findUsers } from '../rules/findUsers.ts'
import { readUsersQuery } from '../rules/usersQuery.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /users/v2: users by their fields, sorted, a page at a time. */
export const getUsers: Route = defineRoute({
  method: 'GET',
  path: '/users/v2',
  access: 'session',
  handle({ world, query }) {
    const asked = readUsersQuery(query)
    return { status: 200, body: findUsers(candidates(world.db.users, asked), asked) }
  },
})
