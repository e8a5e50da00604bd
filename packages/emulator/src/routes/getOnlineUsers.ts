import { onlineUsers } from '../rules/onlineUsers.ts'
import { ApiError } from '../rules/ApiError.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { valueOf } from '../rules/v1Page.ts'
import { defineRoute, type Route } from './route.ts'

const MAX_LIMIT = 100

/** GET /users/online: who is online, or how many with `count=true`. */
export const getOnlineUsers: Route = defineRoute({
  method: 'GET',
  path: '/users/online',
  access: 'session',
  handle({ world, query }) {
    const online = onlineUsers(world)
    if (valueOf(query, 'count') === 'true') return { status: 200, body: { count: online.length } }
    const limit = readWhole('limit', valueOf(query, 'limit'), MAX_LIMIT)
    const offset = readWhole('offset', valueOf(query, 'offset'), 0)
    return { status: 200, body: { users: online.slice(offset, offset + Math.min(limit, MAX_LIMIT)) } }
  },
})

function readWhole(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new ApiError(unobservedErrors.usersFilterInvalid(`${name} must be a whole number, 0 or more.`))
}
