import { ApiError } from '../rules/ApiError.ts'
import { observedErrors } from '../rules/observed.ts'
import { pageOfUsers } from '../rules/v1Page.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /users (V1, deprecated): users by filters, sorted, a page at a time. An application can forbid it. */
export const listUsersV1: Route = defineRoute({
  method: 'GET',
  path: '/users',
  access: 'session',
  handle({ world: { db, settings }, query }) {
    if (!settings.v1Listing) throw new ApiError(observedErrors.userListingDisabled)
    return { status: 200, body: pageOfUsers(db.users.list(), query) }
  },
})
