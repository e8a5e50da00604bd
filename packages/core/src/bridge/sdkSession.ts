import type { GuestCredentials } from '../auth/createSession.ts'
import type { LoginCredentials } from '../auth/credentials.ts'
import { destroySession } from '../auth/destroySession.ts'
import { login } from '../auth/login.ts'
import { loginAsGuest } from '../auth/loginAsGuest.ts'
import { logout } from '../auth/logout.ts'
import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { unwrap } from '../wire/fields.ts'
import type { SdkAuth, SdkService } from './OfficialSdk.ts'

/** What the SDK's `createSession` and `login` take. A login alone is the token of an app's own users. */
type SdkCredentials = LoginCredentials | GuestCredentials | { readonly login: string }

/** The SDK's functions for sessions, as Cubekit does them. */
export function sdkSession(
  client: CubeClient,
  service: SdkService,
  auth: SdkAuth,
): Omit<SdkAuth, 'getSession'> {
  const signIn = async (params: SdkCredentials): Promise<unknown> => {
    if ('guest' in params) return loginAsGuest(client, params)
    // The SDK itself drops tokens that are not nested, and a login that comes without a password.
    if ('provider' in params || 'password' in params) return login(client, params)
    // An empty object asks for nobody's session, as nothing does.
    return params.login ? login(client, { provider: 'cidp', token: params.login }) : null
  }

  const createSession = async (params?: SdkCredentials): Promise<object> => {
    if (params) await signIn(params)
    // What is in use now, in the server's words.
    const session = unwrap(await auth.getSession(), 'session')
    return { ...session, user: session['user'] ?? client.getSession().user }
  }

  return {
    createSession,

    async login(params: SdkCredentials) {
      return unwrap(await createSession(params), 'session')['user']
    },

    async logout() {
      await logout(client)
    },

    async destroySession() {
      await destroySession(client)
    },

    setSession(session) {
      const inUse = service.getSession()
      if (inUse && 'token' in session && 'token' in inUse && session.token === inUse.token) return
      throw new CubeError('invalid-argument', {
        message:
          'Cubekit keeps the session of this SDK. Hand it a session by adoptSession(client, { session }).',
      })
    },
  }
}
