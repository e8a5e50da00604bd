import type { EmulatorUser } from '../db/user.ts'
import { ApiError } from '../rules/ApiError.ts'
import { readPasswordCredentials, readProviderCredentials } from '../rules/credentials.ts'
import { limitSessions } from '../rules/limitSessions.ts'
import { observedErrors } from '../rules/observed.ts'
import type { Parameters } from '../rules/parameters.ts'
import { signInThroughIdentityProvider, signInThroughProvider } from '../rules/signInThroughProvider.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { defineRoute, type Route, type World } from './route.ts'

/** POST /login: turns the session of the token that is sent into a user's. The token stays the same. */
export const login: Route = defineRoute({
  method: 'POST',
  path: '/login',
  access: 'session',
  async handle({ world, caller, body }) {
    const { db, settings } = world
    const user = await signIn(world, body)
    // A provider may have taken its time, and the session may have ended meanwhile.
    const current = db.sessions.current(caller.session)
    if (current === undefined) throw new ApiError(observedErrors.sessionDoesNotExist)
    const session = { ...current, userId: user.id }
    db.sessions.update(session)
    limitSessions(db.sessions, settings, session)
    return { status: 200, body: { user }, session }
  },
})

async function signIn(world: World, body: Parameters): Promise<EmulatorUser> {
  const { db, settings } = world
  const provided = readProviderCredentials(body)
  if (provided !== null) return signInThroughProvider(world, provided, 'POST /login')
  const credentials = readPasswordCredentials(body)
  if (settings.cidp !== null) return signInThroughIdentityProvider(world, credentials, 'POST /login')
  const { field, value, password } = credentials
  const user = field === 'login' ? db.users.findByLogin(value) : db.users.findByEmail(value)
  if (user === undefined) throw new ApiError(unobservedErrors.loginUserNotFound)
  if (!db.users.passwordMatches(user, password)) throw new ApiError(unobservedErrors.loginInvalidPassword)
  return user
}
