import type { EmulatorUser, UserFields } from '../db/user.ts'
import { randomHex } from '../db/tokens.ts'
import { ApiError } from '../rules/ApiError.ts'
import { readPasswordCredentials, readProviderCredentials } from '../rules/credentials.ts'
import { limitSessions } from '../rules/limitSessions.ts'
import { observedErrors } from '../rules/observed.ts'
import { isBlank, isGroup, textOf, type Parameters } from '../rules/parameters.ts'
import { signInThroughIdentityProvider, signInThroughProvider } from '../rules/signInThroughProvider.ts'
import { newSession } from '../rules/newSession.ts'
import { requireApplication } from '../rules/requireApplication.ts'
import { sessionAnswer } from '../rules/sessionAnswer.ts'
import { validateNewUser } from '../rules/validateUser.ts'
import { defineRoute, type Route, type World } from './route.ts'

/**
 * POST /session: for the application, for a user (login or e-mail and password, or through a provider), or
 * for a guest.
 */
export const createSession: Route = defineRoute({
  method: 'POST',
  path: '/session',
  access: 'anyone',
  async handle({ world, body, headers }) {
    const { settings, db } = world
    requireApplication(world, body)
    const user = await signIn(world, body)
    const { session, token } = db.sessions.create({
      ...newSession({ world, body, headers }),
      userId: user?.id ?? null,
    })
    limitSessions(db.sessions, settings, session)
    return { status: 201, body: sessionAnswer(session, token, user), session }
  },
})

/** Whom the session is for; `null` for the application. */
async function signIn(world: World, body: Parameters): Promise<EmulatorUser | null> {
  const { db, settings } = world
  const provided = readProviderCredentials(body)
  if (provided !== null) return signInThroughProvider(world, provided, 'POST /session')
  const given = body['user']
  if (!isGroup(given)) return null
  if (isGuest(given)) return db.users.create(guestFields(given), null, world.now())
  // The service overlooks a guest flag that is a number: what comes back is an application session.
  if (given['guest'] === 1 && isBlank(given['login']) && isBlank(given['email'])) return null

  const credentials = readPasswordCredentials(given)
  if (settings.cidp !== null) return signInThroughIdentityProvider(world, credentials, 'POST /session')
  const { field, value, password } = credentials
  const user = field === 'login' ? db.users.findByLogin(value) : db.users.findByEmail(value)
  if (user !== undefined) {
    if (!db.users.passwordMatches(user, password)) throw new ApiError(observedErrors.invalidPassword)
    return user
  }
  if (!settings.autoCreateUsers) throw new ApiError(observedErrors.userNotFound)
  const newcomer = validateNewUser({ [field]: value, password }, db.users)
  return db.users.create(newcomer.fields, newcomer.password, world.now())
}

function isGuest(given: Parameters): boolean {
  const flag = given['guest']
  return flag === true || flag === '1' || flag === 'true'
}

function guestFields(given: Parameters): UserFields {
  return {
    login: `guest_login_${randomHex(18).toUpperCase()}`,
    full_name: textOf(given['full_name']) || null,
    phone: '',
    is_guest: true,
  }
}
