import { ApiError } from '../rules/ApiError.ts'
import { newPasswordPage } from '../rules/newPasswordPage.ts'
import { readPassword } from '../rules/userFields.ts'
import { valueOf } from '../rules/v1Page.ts'
import { defineRoute, type Answer, type Call, type Route } from './route.ts'

/** Where the link in a reset mail leads. This is no part of the API: it stands in for the service's page. */
export const NEW_PASSWORD_PATH = '/users/password/new' as const

/** GET of the link in a reset mail: the page on which to choose a new password. */
export const newPasswordForm: Route = defineRoute({
  method: 'GET',
  path: NEW_PASSWORD_PATH,
  access: 'anyone',
  handle: (call) => (userOf(call) === undefined ? page(404, 'expired') : page(200, 'form')),
})

/** POST of that page: sets the password, once. */
export const newPassword: Route = defineRoute({
  method: 'POST',
  path: NEW_PASSWORD_PATH,
  access: 'anyone',
  handle(call) {
    const userId = userOf(call)
    if (userId === undefined) return page(404, 'expired')
    let password: string
    try {
      password = readPassword(call.body)
    } catch (error) {
      if (error instanceof ApiError) return page(error.refusal.status, 'refused')
      throw error
    }
    call.world.db.users.setPassword(userId, password)
    call.world.db.passwordResets.use(tokenOf(call))
    return page(200, 'done')
  },
})

function tokenOf({ query }: Pick<Call, 'query'>): string {
  return valueOf(query, 'reset_token') ?? ''
}

/** Whose link it is; `undefined` when it no longer works, or its user is gone. */
function userOf({ world, query }: Call): number | undefined {
  const userId = world.db.passwordResets.find(tokenOf({ query }), world.now())
  return userId === undefined ? undefined : world.db.users.get(userId)?.id
}

function page(status: number, state: Parameters<typeof newPasswordPage>[0]): Answer {
  return {
    status,
    content: { type: 'text/html; charset=utf-8', data: newPasswordPage(state) },
    // The address is as good as the password: it is to be neither kept nor passed on.
    headers: { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  }
}
