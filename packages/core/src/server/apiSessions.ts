import type { LoginCredentials } from '../auth/credentials.ts'
import { checkCredentials } from '../auth/credentials.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { hmacSha1 } from '../signing/hmacSha1.ts'
import { stringToSign } from '../signing/stringToSign.ts'
import { type ApiRequest, type Connection, send } from '../transport/send.ts'
import { createServerClock } from '../transport/serverClock.ts'
import { type Fields, isFields } from '../wire/fields.ts'
import { parseNewSession } from '../wire/session.ts'
import { parseUser } from '../wire/user.ts'
import { signFixedShape, type SigningKeys, unsignedShape } from './fixedShape.ts'

/** A session as POST /session answers it. */
export interface NewSessionBody {
  readonly session: Fields
}

/** Makes sessions on the API, in the application's name. Every failure is a `CubeError`. */
export interface ApiSessions {
  app(): Promise<NewSessionBody>
  guest(fullName: string | undefined): Promise<NewSessionBody>
  user(credentials: LoginCredentials): Promise<NewSessionBody>
}

/** How the API is reached. */
export interface ApiOptions {
  readonly apiUrl: string
  readonly fetch: typeof globalThis.fetch
  readonly timeoutMs: number
  readonly now: () => number
}

/** The API accepts timestamps that are at most an hour off; this leaves room for the answer's way. */
const tolerableSkewMs = 55 * 60_000

export function createApiSessions(keys: SigningKeys, options: ApiOptions): ApiSessions {
  const clock = createServerClock(options.now)
  const connection: Connection = { ...options, clock }
  const call = async (request: ApiRequest): Promise<unknown> => (await send(connection, request)).data

  /** POST /session; once more, with the time that the API told, when this server's clock was too far off. */
  async function open(sign: (now: number) => Promise<object>): Promise<Opened> {
    const post = async (): Promise<unknown> =>
      call({ method: 'POST', path: '/session', body: await sign(clock.serverNow()) })
    const before = clock.serverNow()
    const answer = await post().catch((error: unknown) => {
      const corrected = Math.abs(clock.serverNow() - before) > tolerableSkewMs
      if (corrected && isCubeError(error) && error.status === 422) return post()
      throw error
    })
    const { token } = parseNewSession(answer)
    const session = isFields(answer) && isFields(answer['session']) ? answer['session'] : undefined
    if (session === undefined) throw new CubeError('protocol')
    return { session, token }
  }

  /** Goes on with a session that was just made; it is ended when that fails, so that nothing is left behind. */
  async function goOn(opened: Opened, next: () => Promise<Fields>): Promise<NewSessionBody> {
    try {
      return { session: { ...opened.session, ...(await next()) } }
    } catch (error) {
      await call({ method: 'DELETE', path: '/session', token: opened.token, timeoutMs: 5000 }).catch(() => {})
      throw error
    }
  }

  const openApp = (): Promise<Opened> => open((now) => signFixedShape(keys, now))

  return {
    async app() {
      return { session: (await openApp()).session }
    },

    async guest(fullName) {
      const isSignable = fullName !== undefined && isOneValue(fullName)
      const opened = await open(async (now) => {
        const user = isSignable ? { guest: '1', full_name: fullName } : { guest: '1' }
        const params = { ...unsignedShape(keys, now), user }
        return { ...params, signature: await hmacSha1(keys.authSecret, stringToSign(params)) }
      })
      return goOn(opened, async () => {
        const { id } = parseUser(opened.session['user'])
        if (fullName === undefined || isSignable) return {}
        const named = await call({
          method: 'PUT',
          path: `/users/${id}`,
          token: opened.token,
          body: { user: { full_name: fullName } },
        })
        return { user: userOf(named) }
      })
    },

    async user(given) {
      const { params, secrets } = checkCredentials(given)
      const opened = await openApp()
      return goOn(opened, async () => {
        // POST /login is not signed, so no text of anybody's is; and it creates no account for a mistyped login.
        const user = userOf(
          await call({
            method: 'POST',
            path: '/login',
            token: opened.token,
            body: params['user'] ?? params,
            credentials: true,
            secrets,
          }),
        )
        return { user_id: parseUser(user).id, user }
      })
    },
  }
}

interface Opened {
  readonly session: Fields
  readonly token: string
}

/**
 * Whether a text is one value of what is signed, whatever it says. An `&` in it would read as further
 * parameters: `x&user[login]=admin`. Nothing else separates them.
 */
function isOneValue(text: string): boolean {
  return !text.includes('&')
}

function userOf(answer: unknown): Fields {
  const user = isFields(answer) ? answer['user'] : undefined
  if (!isFields(user)) throw new CubeError('protocol')
  parseUser(user)
  return user
}
