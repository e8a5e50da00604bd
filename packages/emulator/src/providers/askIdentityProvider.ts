import type { CustomCredentials, ProviderProfile, ProviderVerifier } from './ProviderVerifier.ts'

/** How an application's own identity provider is asked, as in the dashboard of the real service. */
export interface IdentityProvider {
  /** The address that verifies a user, such as `https://yourserver.example/user/verify`. */
  readonly url: string
  /** Default GET. */
  readonly method?: 'GET' | 'POST'
  /**
   * The parameters of the request: a query for GET, JSON for POST. `#{login}`, `#{email}` and `#{password}`
   * stand for what the person signs in with. Default `{ token: '#{login}' }`.
   */
  readonly requestParams?: Readonly<Record<string, string>>
  /** Headers of the request, written alike: `{ Authorization: 'Bearer #{login}' }`. Default: none. */
  readonly requestHeaders?: Readonly<Record<string, string>>
  /**
   * Where the answer has what: `#{user.id}` is the `id` in the `user` of the JSON answer. It can say `uid`,
   * `login`, `email`, `full_name`, `phone`, `website`, `avatar` and `custom_data`.
   * Default `{ uid: '#{user.id}' }`.
   */
  readonly responseParams?: Readonly<Record<string, string>>
  /** How long to wait, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number
  /** What sends the request. Default: the global `fetch`. */
  readonly fetch?: (url: URL, init: RequestInit) => Promise<Response>
}

const PLACEHOLDER = /#\{([\w.]+)\}/g
const PROFILE = ['login', 'email', 'full_name', 'phone', 'website', 'avatar', 'custom_data'] as const
const MAX_ANSWER_CHARACTERS = 65_536

/**
 * A verifier that really asks the application's own identity provider, over HTTP.
 *
 * Source: ConnectyCube guide "External authentication via Custom Identity Provider (CIdP)".
 *
 * @param provider - See {@link IdentityProvider}.
 * @throws `TypeError` when the address is none.
 *
 * @example
 * createEmulator({ cidp: askIdentityProvider({ url: 'http://127.0.0.1:3000/user/verify' }) })
 */
export function askIdentityProvider({
  url,
  method = 'GET',
  requestParams = { token: '#{login}' },
  requestHeaders = {},
  responseParams = { uid: '#{user.id}' },
  timeoutMs = 10_000,
  fetch: send = (target, init) => fetch(target, init),
}: IdentityProvider): ProviderVerifier<CustomCredentials> {
  const address = new URL(url)

  async function ask(credentials: CustomCredentials): Promise<Response> {
    const target = new URL(address)
    const parameters = filled(requestParams, credentials)
    const headers = new Headers(filled(requestHeaders, credentials))
    const init = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const
    if (method === 'POST') {
      headers.set('Content-Type', 'application/json')
      return send(target, { ...init, body: JSON.stringify(parameters) })
    }
    for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
    return send(target, init)
  }

  return async (credentials) => {
    let status: number
    let text: string
    try {
      const response = await ask(credentials)
      status = response.status
      text = await response.text()
    } catch {
      return { outcome: 'broken' }
    }
    if (status < 200 || status > 299) {
      return { outcome: 'refused', remote: { status, body: text.slice(0, MAX_ANSWER_CHARACTERS) } }
    }
    let answer: unknown
    try {
      answer = JSON.parse(text)
    } catch {
      return { outcome: 'broken' }
    }
    const read = (name: string): string => mapped(responseParams[name] ?? '', answer)
    const uid = read('uid')
    if (uid === '') return { outcome: 'uid-missing' }
    const profile: { -readonly [Field in keyof ProviderProfile]: ProviderProfile[Field] } = {}
    for (const name of PROFILE) if (read(name) !== '') profile[name] = read(name)
    return { outcome: 'accepted', uid, profile }
  }
}

function filled(
  template: Readonly<Record<string, string>>,
  credentials: CustomCredentials,
): Record<string, string> {
  return Object.fromEntries(Object.entries(template).map(([name, text]) => [name, mapped(text, credentials)]))
}

/** Puts the values at the named paths where `#{path}` stands; '' for what is not there. */
function mapped(template: string, values: unknown): string {
  return template.replaceAll(PLACEHOLDER, (_, path: string) => {
    const value = path.split('.').reduce(property, values)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
  })
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}
