import { initializeApp } from 'firebase/app'
import { type Auth, inMemoryPersistence, initializeAuth } from 'firebase/auth'
import { onTestFinished, vi } from 'vitest'

/** Firebase's servers as far as the SDK asks them here, in this page. */
export interface IdentityToolkit {
  /** The SDK, as an app has it. */
  readonly auth: Auth
  /** What was asked so far: the last part of each path. */
  readonly requests: string[]
  /** The code that a phone was sent last. */
  codeFor(phone: string): string
  /** Lets requests whose path ends like this fail: with Firebase's message, or by a network that is gone. */
  fail(path: string, message: string | null): void
  /** Keeps back the answers to requests whose path ends like this, until the function is called. */
  hold(path: string): () => void
  /** What is made from now on is good for so long, in s. */
  tokensLast(seconds: number): void
}

interface Account {
  readonly localId: string
  readonly email?: string
  readonly password?: string
  readonly phoneNumber?: string
}

export const projectId = 'demo-cubekit'

/** Sets them up for the running test. Nothing leaves the page. */
export function createIdentityToolkit(): IdentityToolkit {
  const accounts = new Map<string, Account>()
  const sent = new Map<string, { phone: string; code: string }>()
  const failures = new Map<string, string | null>()
  const held = new Map<string, Promise<void>>()
  const requests: string[] = []
  let lifetime = 3600
  let count = 0

  const add = (account: Omit<Account, 'localId'>): Account => {
    const localId = `user-${++count}`
    accounts.set(localId, { localId, ...account })
    return { localId, ...account }
  }
  const find = (wanted: (account: Account) => boolean): Account | undefined =>
    [...accounts.values()].find(wanted)
  const tokens = (account: Account, provider: string): Record<string, string> => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: `https://securetoken.google.com/${projectId}`,
      aud: projectId,
      sub: account.localId,
      // Tokens of one second would be equal.
      jti: ++count,
      iat: now,
      auth_time: now,
      exp: now + lifetime,
      email: account.email,
      phone_number: account.phoneNumber,
      firebase: { sign_in_provider: provider },
    }
    const idToken = `${part({ alg: 'none' })}.${part(claims)}.`
    const refreshToken = `${account.localId} ${provider}`
    return { localId: account.localId, idToken, refreshToken, expiresIn: String(lifetime) }
  }

  const answers: Record<string, (body: Readonly<Record<string, string>>) => object> = {
    'accounts:signUp'({ email, password = '' }) {
      if (email === undefined) return tokens(add({}), 'anonymous')
      if (find((account) => account.email === email)) return refuse('EMAIL_EXISTS')
      if (password.length < 6) return refuse(`WEAK_PASSWORD : ${password} should be at least 6 characters`)
      return tokens(add({ email, password }), 'password')
    },
    'accounts:signInWithPassword'({ email, password }) {
      const account = find((each) => each.email === email && each.password === password)
      return account ? tokens(account, 'password') : refuse('INVALID_LOGIN_CREDENTIALS')
    },
    'accounts:sendOobCode': ({ email = '' }) =>
      find((account) => account.email === email) ? { email } : refuse('EMAIL_NOT_FOUND'),
    'accounts:lookup'({ idToken = '' }) {
      const { sub } = JSON.parse(atob(idToken.split('.')[1] ?? '')) as { sub: string }
      return { users: [accounts.get(sub)] }
    },
    recaptchaConfig: () => ({ recaptchaKey: 'projects/1/keys/1', recaptchaEnforcementState: [] }),
    recaptchaParams: () => ({ recaptchaSiteKey: 'site-key' }),
    'accounts:sendVerificationCode'({ phoneNumber = '', recaptchaToken }) {
      if (!recaptchaToken) return refuse('MISSING_RECAPTCHA_TOKEN')
      const sessionInfo = `session-${++count}`
      sent.set(sessionInfo, { phone: phoneNumber, code: String(100_000 + count) })
      return { sessionInfo }
    },
    'accounts:signInWithPhoneNumber'({ sessionInfo = '', code }) {
      const message = sent.get(sessionInfo)
      if (!message) return refuse('SESSION_EXPIRED')
      if (message.code !== code) return refuse('INVALID_CODE')
      sent.delete(sessionInfo)
      const { phone: phoneNumber } = message
      return tokens(find((each) => each.phoneNumber === phoneNumber) ?? add({ phoneNumber }), 'phone')
    },
    token({ refresh_token = '' }) {
      const [id = '', provider = ''] = refresh_token.split(' ')
      const account = accounts.get(id)
      if (!account) return refuse('TOKEN_EXPIRED')
      const { idToken, refreshToken, expiresIn } = tokens(account, provider)
      return { access_token: idToken, refresh_token: refreshToken, expires_in: expiresIn }
    },
  }

  const elsewhere = globalThis.fetch
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { hostname, pathname } = new URL(request.url)
    if (!hostname.endsWith('.googleapis.com')) return elsewhere(input, init)
    const path = pathname.split('/').at(-1) ?? ''
    requests.push(path)
    const failure = failures.get(path)
    if (failure === null) throw new TypeError('Failed to fetch')
    await held.get(path)
    const text = await request.text()
    const body = text.startsWith('{')
      ? (JSON.parse(text) as Record<string, string>)
      : Object.fromEntries(new URLSearchParams(text))
    const answer = failure === undefined ? (answers[path]?.(body) ?? refuse('NOT_FOUND')) : refuse(failure)
    return Response.json(answer, { status: 'error' in answer ? 400 : 200 })
  })

  const app = initializeApp({ apiKey: 'api-key', projectId }, crypto.randomUUID())
  onTestFinished(() => void vi.unstubAllGlobals())
  return {
    auth: initializeAuth(app, { persistence: inMemoryPersistence }),
    requests,
    codeFor: (phone) => [...sent.values()].findLast((message) => message.phone === phone)?.code ?? '',
    fail: (path, message) => void failures.set(path, message),
    hold(path) {
      const { promise, resolve } = Promise.withResolvers<void>()
      held.set(path, promise)
      return resolve
    },
    tokensLast: (seconds) => void (lifetime = seconds),
  }
}

function refuse(message: string): { error: { message: string } } {
  return { error: { message } }
}

function part(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
