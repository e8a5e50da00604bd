import type { ControlledHost, Host } from './Host.ts'

/** An answer with its body read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The text as JSON, or `undefined` when it is none. */
  readonly json: unknown
}

/** Sends a request as a client would. An object becomes a JSON body. */
export async function send(
  host: Host,
  method: string,
  path: string,
  options: {
    readonly token?: string | undefined
    readonly body?: BodyInit | object
    readonly init?: RequestInit
  } = {},
): Promise<Answer> {
  const { token, body, init } = options
  const isJson = body !== undefined && Object.getPrototypeOf(body) === Object.prototype
  const response = await host.fetch(path.startsWith('http') ? path : `${host.apiUrl}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { 'CB-Token': token }),
      ...(isJson ? { 'Content-Type': 'application/json' } : {}),
    },
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
    ...init,
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}

/** POST /session with the application's keys. */
export function createSession(host: Host, more: object = {}): Promise<Answer> {
  return send(host, 'POST', '/session', {
    body: { application_id: host.appId, auth_key: host.authKey, ...more },
  })
}

/** A fresh token, of the application or of somebody. */
export async function tokenOf(host: Host, user?: object): Promise<string> {
  const answer = await createSession(host, user === undefined ? {} : { user })
  return String(at(answer.json, 'session', 'token'))
}

/** Pulls a string of an emulator. */
export async function control(
  host: ControlledHost,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  return send(host, method, `/__emulator/${path}`, {
    init: {
      headers: { 'Emulator-Control-Token': host.controlToken },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
  })
}

/** The value at a path inside parsed JSON. */
export function at(json: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    json,
  )
}

/** Words nobody has used before. */
export function freshName(): string {
  return `conformance_${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
