import { sendResetMail } from '../rules/sendResetMail.ts'
import { valueOf } from '../rules/v1Page.ts'
import { defineRoute, type Route } from './route.ts'

/** GET /users/password/reset: the same, as the documentation and all other SDKs ask. */
export const resetPasswordByGet: Route = defineRoute({
  method: 'GET',
  path: '/users/password/reset',
  access: 'session',
  handle: ({ world, origin, query }) => sendResetMail(world, origin, valueOf(query, 'email')?.trim() ?? ''),
})
