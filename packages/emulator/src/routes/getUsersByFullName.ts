import { pageOfUsers, requireValue } from '../rules/v1Page.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /users/by_full_name (V1, deprecated): users whose name has this text in it, in any case: a guess. */
export const getUsersByFullName: Route = defineRoute({
  method: 'GET',
  path: '/users/by_full_name',
  access: 'session',
  handle({ world: { db }, query }) {
    const wanted = requireValue(query, 'full_name').toLowerCase()
    const named = [...db.users.list()].filter(({ full_name }) => full_name?.toLowerCase().includes(wanted))
    return { status: 200, body: pageOfUsers(named, query) }
  },
})
