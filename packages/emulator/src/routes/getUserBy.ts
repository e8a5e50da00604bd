import type { EmulatorUser } from '../db/user.ts'
import type { Users } from '../db/users.ts'
import { ApiError } from '../rules/ApiError.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { requireValue } from '../rules/v1Page.ts'
import { defineRoute, type Route } from './route.ts'

/** A V1 route (deprecated) that answers the one user with this value, or 404. */
function getUserBy(
  path: string,
  parameter: string,
  find: (users: Users, value: string) => EmulatorUser | undefined,
): Route {
  return defineRoute({
    method: 'GET',
    path,
    access: 'session',
    handle({ world: { db }, query }) {
      const user = find(db.users, requireValue(query, parameter))
      if (user === undefined) throw new ApiError(unobservedErrors.userWithIdNotFound)
      return { status: 200, body: { user } }
    },
  })
}

const byField =
  (field: 'phone' | 'facebook_id' | 'twitter_id') =>
  (users: Users, value: string): EmulatorUser | undefined => {
    const [user] = users.withValue(field, value)
    return user
  }

/** GET /users/by_login. */
export const getUserByLogin: Route = getUserBy('/users/by_login', 'login', (users, login) =>
  users.findByLogin(login),
)
/** GET /users/by_email. */
export const getUserByEmail: Route = getUserBy('/users/by_email', 'email', (users, email) =>
  users.findByEmail(email),
)
/** GET /users/by_facebook_id. */
export const getUserByFacebookId: Route = getUserBy(
  '/users/by_facebook_id',
  'facebook_id',
  byField('facebook_id'),
)
/** GET /users/by_twitter_id. */
export const getUserByTwitterId: Route = getUserBy(
  '/users/by_twitter_id',
  'twitter_id',
  byField('twitter_id'),
)
/** GET /users/by_phone, as the Flutter SDK asks. */
export const getUserByPhone: Route = getUserBy('/users/by_phone', 'phone', byField('phone'))
/** GET /users/phone, as the JS SDKs ask. */
export const getUserByPhoneOfJs: Route = getUserBy('/users/phone', 'phone', byField('phone'))
