import type { PasswordCredentials } from '../auth/credentials.ts'
import { destroySession } from '../auth/destroySession.ts'
import { login } from '../auth/login.ts'
import { loginAsGuest } from '../auth/loginAsGuest.ts'
import { logout } from '../auth/logout.ts'
import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { unwrap } from '../wire/fields.ts'
import { parseNewSession } from '../wire/session.ts'
import type { SdkAuth, SdkService } from './OfficialSdk.ts'
import type { SdkRequests } from './sdkRequests.ts'

/** What the SDK's `createSession` and `login` take. */
type SdkCredentials =
  | PasswordCredentials
  | { readonly guest: '1'; readonly full_name?: string }
  | { readonly provider: string }

/** The SDK's functions for sessions, as Cubekit does them. */
export function sdkSession(
  client: CubeClient,
  service: SdkService,
  auth: SdkAuth,
  { follow, withoutSession }: SdkRequests,
): Omit<SdkAuth, 'getSession'> {
  const createOwn = auth.createSession.bind(auth)

  /** Facebook, Twitter, Firebase: the SDK makes the session, and Cubekit takes it into use. */
  const signInByProvider = async (params: object): Promise<void> => {
    const { session } = client[internals]
    const since = await session.beginSignIn()
    try {
      const { info, token } = parseNewSession(await withoutSession(() => createOwn(params)))
      if (!info.user) {
        session.discard(token)
        throw new CubeError('protocol')
      }
      await session.finishSignIn(since, { kind: 'user', user: info.user, token }, null)
    } finally {
      follow()
    }
  }

  const signIn = async (params: SdkCredentials): Promise<unknown> => {
    if ('provider' in params) return signInByProvider(params)
    if ('guest' in params) return loginAsGuest(client, params)
    // An empty object asks for nobody's session, as nothing does.
    return 'password' in params ? login(client, params) : null
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
