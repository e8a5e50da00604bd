/** What went wrong, as a stable string to branch on. */
export type CubeErrorCode = keyof typeof sentences

/**
 * One sentence a developer can act on, by code. None of them holds anything the caller or the server sent,
 * so none of them can hold a secret.
 */
const sentences = {
  unreachable: 'No answer. Check the network, the API URL and CORS.',
  timeout: 'No answer in time.',
  aborted: 'Aborted.',
  protocol: 'Not an answer of ConnectyCube.',
  'rate-limited': 'Too many requests. Wait for retryAfterMs.',
  'server-error': 'ConnectyCube failed.',
  'invalid-credentials': 'No account matches.',
  validation: 'Some values were refused: see `fields`.',
  forbidden: 'This session may not.',
  'not-found': 'Not found.',
  rejected: 'Refused: see `details`.',
  'session-expired': 'Sign in again.',
  'not-signed-in': 'Needs a signed-in user.',
  'session-changed': 'The signed-in user changed meanwhile.',
  superseded: 'Another sign-in or logout came first.',
  'identity-mismatch': 'Somebody else’s credentials.',
  'sessions-paused': 'New sessions failed. Wait for retryAfterMs.',
  'app-rejected': 'Check appId and authKey.',
  'signature-rejected': 'Check authSecret or your signer.',
  'clock-skew': 'The device’s clock is too far off.',
  'nonce-rejected': 'Signature used before.',
  'invalid-argument': 'Not valid.',
} as const

/** What a {@link CubeError} can carry beside its code. */
export interface CubeErrorInit {
  /** HTTP status, when an answer arrived. */
  status?: number | null
  /** The server's complaints by field name, as it wrote them. */
  fields?: Readonly<Record<string, readonly string[]>>
  /** The server's other complaints, as it wrote them. */
  details?: readonly string[]
  /** How long to wait before trying again, in ms. */
  retryAfterMs?: number | null
  /** Replaces the sentence of the code. Must not hold a secret. */
  message?: string
}

/**
 * The only error that Cubekit's actions throw and its hooks carry.
 *
 * Branch on `code`, never on a text. `fields` and `details` hold the server's own words: show your own
 * instead. Passwords and tokens that a server echoes are taken out before the error is made.
 *
 * @example
 * try {
 *   await login(client, { login: 'ada', password })
 * } catch (error) {
 *   if (isCubeError(error, 'invalid-credentials')) showMessage('That login and password don’t match.')
 *   else throw error
 * }
 */
export class CubeError extends Error {
  override readonly name = 'CubeError'
  /** What went wrong. */
  readonly code: CubeErrorCode
  /** HTTP status, or `null` when no answer arrived. */
  readonly status: number | null
  /** The server's complaints by field name; empty when it named none. */
  readonly fields: Readonly<Record<string, readonly string[]>>
  /** The server's complaints that belong to no field. */
  readonly details: readonly string[]
  /** How long to wait before trying again, in ms; `null` when the server did not say. */
  readonly retryAfterMs: number | null

  constructor(code: CubeErrorCode, init: CubeErrorInit = {}) {
    super(`${init.message ?? sentences[code]} (code: ${code})`)
    this.code = code
    this.status = init.status ?? null
    this.fields = init.fields ?? {}
    this.details = init.details ?? []
    this.retryAfterMs = init.retryAfterMs ?? null
  }
}

/**
 * Tells whether a caught value is a {@link CubeError}, and of one code if you name it.
 *
 * @example
 * if (isCubeError(error, 'rate-limited')) retryIn(error.retryAfterMs ?? 5_000)
 */
export function isCubeError<Code extends CubeErrorCode>(
  error: unknown,
  code?: Code,
): error is CubeError & { readonly code: Code } {
  return error instanceof CubeError && (code === undefined || error.code === code)
}
