/** What the floor's client needs to know. */
export interface FloorOptions {
  readonly apiUrl: string
  readonly appId: number
  readonly authKey: string
  readonly authSecret: string
  /** Where the session is kept between two lives of a page. */
  readonly store: { get(): string | null; set(value: string): void }
}

/** The least code that signs, keeps a session, renews it once for all callers, and signs in. */
export interface FloorClient {
  get(path: string): Promise<unknown>
  login(login: string, password: string): Promise<unknown>
  user(): unknown
}

/**
 * A bound, not a product: no typed errors, no deadline, no other tabs, no guard between two users.
 */
export function createFloorClient(options: FloorOptions): FloorClient {
  const { apiUrl, appId, authKey, authSecret, store } = options
  let session: { token: string | null; user: unknown } = JSON.parse(
    store.get() ?? '{"token":null,"user":null}',
  )
  let renewal: Promise<string> | null = null

  const keep = (next: typeof session): void => {
    session = next
    store.set(JSON.stringify(next))
  }
  const send = async (
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
  ): Promise<unknown> => {
    const response = await fetch(apiUrl + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token === null ? {} : { 'CB-Token': token }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${response.status}`)
    return response.json()
  }
  const sign = async (text: string): Promise<string> => {
    const utf8 = new TextEncoder()
    const algorithm = { name: 'HMAC', hash: 'SHA-1' }
    const key = await crypto.subtle.importKey('raw', utf8.encode(authSecret), algorithm, false, ['sign'])
    const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(text)))
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  const open = async (): Promise<string> => {
    const timestamp = Math.floor(Date.now() / 1000)
    const nonce = crypto.getRandomValues(new Uint32Array(1))[0]
    const text = `application_id=${appId}&auth_key=${authKey}&nonce=${nonce}&timestamp=${timestamp}`
    const params = { application_id: appId, auth_key: authKey, nonce, timestamp }
    const answer = (await send('POST', '/session', null, { ...params, signature: await sign(text) })) as {
      session: { token: string }
    }
    return answer.session.token
  }
  const renew = (): Promise<string> => {
    renewal ??= open()
      .then((token) => {
        keep({ token, user: null })
        return token
      })
      .finally(() => {
        renewal = null
      })
    return renewal
  }

  return {
    user: () => session.user,
    async get(path) {
      const { token } = session
      try {
        return await send('GET', path, token ?? (await renew()))
      } catch (error) {
        if (!(error instanceof Error) || error.message !== '401') throw error
        const renewed = session.token === token || session.token === null ? await renew() : session.token
        return send('GET', path, renewed)
      }
    },
    async login(login, password) {
      const token = await open()
      const { user } = (await send('POST', '/login', token, { login, password })) as { user: unknown }
      keep({ token, user })
      return user
    },
  }
}
