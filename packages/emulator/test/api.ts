import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.ts'

/** An answer with its body read. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** The API as tests call it. */
export interface Api {
  get(path: string, token?: string): Promise<Reply>
  delete(path: string, token?: string): Promise<Reply>
  put(path: string, body: object, token?: string): Promise<Reply>
  post(path: string, body: object, token?: string, headers?: Record<string, string>): Promise<Reply>
  /** POST /session with the right keys. */
  session(more?: object): Promise<Reply>
  /** A fresh application token. */
  appToken(): Promise<string>
  /** A fresh token of the seeded person at this index. */
  userToken(index?: number): Promise<string>
}

/** Wraps an emulator for tests. */
export function apiOf(emulator: Emulator): Api {
  async function call(path: string, init: RequestInit): Promise<Reply> {
    const response = await emulator.fetch(path, init)
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json') ?? false
    const body: unknown = isJson ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, body }
  }
  const tokenHeader = (token?: string): Record<string, string> =>
    token === undefined ? {} : { 'CB-Token': token }
  const api: Api = {
    get: (path, token) => call(path, { headers: tokenHeader(token) }),
    delete: (path, token) => call(path, { method: 'DELETE', headers: tokenHeader(token) }),
    put: (path, body, token) =>
      call(path, {
        method: 'PUT',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...tokenHeader(token) },
      }),
    post: (path, body, token, headers) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...tokenHeader(token), ...headers },
      }),
    session: (more = {}) =>
      api.post('/session', { application_id: 1, auth_key: emulator.keys.authKey, ...more }),
    appToken: async () => tokenIn(await api.session()),
    async userToken(index = 0) {
      const person = emulator.people[index]
      if (person === undefined) throw new Error(`There is no seeded person ${index}.`)
      return tokenIn(await api.session({ user: { login: person.login, password: person.password } }))
    },
  }
  return api
}

/** An emulator at a fixed time, and its API. */
export function setUp(options: EmulatorOptions = {}): { emulator: Emulator; api: Api } {
  const emulator = createEmulator({ clock: { now: () => Date.UTC(2026, 0, 15, 12) }, ...options })
  return { emulator, api: apiOf(emulator) }
}

/** The value at a path inside parsed JSON. */
export function at(body: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    body,
  )
}

/** The token in the answer of POST /session. */
export function tokenIn(reply: Reply): string {
  const token = at(reply.body, 'session', 'token')
  if (typeof token !== 'string') throw new Error(`There is no token in an answer of status ${reply.status}.`)
  return token
}
