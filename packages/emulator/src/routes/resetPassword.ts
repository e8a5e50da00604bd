import { textOf } from '../rules/parameters.ts'
import { sendResetMail } from '../rules/sendResetMail.ts'
import { defineRoute, type Route } from './route.ts'

/** POST /users/password/reset: mails a link to choose a new password. JS SDKs from version 4 ask so. */
export const resetPassword: Route = defineRoute({
  method: 'POST',
  path: '/users/password/reset',
  access: 'session',
  handle: ({ world, origin, body }) => sendResetMail(world, origin, textOf(body['email'])?.trim() ?? ''),
})
