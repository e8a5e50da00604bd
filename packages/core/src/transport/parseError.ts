import { CubeError, type CubeErrorCode } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'

/** What is known of an answer that is an error. */
export interface FailedAnswer {
  readonly status: number
  /** The parsed body; `undefined` when it was no JSON. */
  readonly body: unknown
  readonly retryAfter: string | null
  /** Whether the request carried credentials: then 401 and 404 mean that they are wrong. */
  readonly credentials: boolean
  /** Texts that must not come back in the error: passwords and tokens of the request. */
  readonly secrets: readonly string[]
  /** Server time, ms. */
  readonly now: number
}

/** The API's own field names: no secret, even where somebody's password is the same word. */
const fieldNames = /^(login|email|(old_)?password|full_name|phone|website|tag_list|custom_data)$/
const longestText = 300
const mostTexts = 20

/**
 * Makes one {@link CubeError} of the three error shapes of the API, of foreign error pages and of 2xx
 * answers that carry `errors`.
 *
 * Source: error bodies published in ConnectyCube's documentation and issue threads. Status decides; a text
 * is looked at only where it was seen in a real answer.
 */
export function parseError(answer: FailedAnswer): CubeError {
  const { fields, details } = readErrors(answer)
  return new CubeError(codeOf(answer, fields, details), {
    status: answer.status,
    fields,
    details,
    retryAfterMs: readRetryAfter(answer.retryAfter, answer.now),
  })
}

/** The errors of a body, or `undefined` when it carries none. */
export function errorsOf(body: unknown): unknown {
  return isFields(body) ? body['errors'] : undefined
}

type Texts = Record<string, readonly string[]>

function readErrors({ body, secrets }: FailedAnswer): { fields: Texts; details: readonly string[] } {
  const clean = (value: unknown): string[] =>
    (Array.isArray(value) ? value : [value])
      .filter((text): text is string => typeof text === 'string')
      .slice(0, mostTexts)
      .map((text) => withoutSecrets(text, secrets).slice(0, longestText))
  const errors = errorsOf(body)
  if (!isFields(errors)) return { fields: {}, details: clean(errors ?? []) }
  const named = Object.entries(errors).filter(
    ([name]) =>
      name !== 'base' &&
      /^[a-z][a-z_]{0,39}$/.test(name) &&
      (fieldNames.test(name) || !secrets.includes(name)),
  )
  const fields = Object.fromEntries(named.slice(0, mostTexts).map(([name, texts]) => [name, clean(texts)]))
  return { fields, details: clean(errors['base'] ?? []) }
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      String(new URLSearchParams([['', secret]])).slice(1),
    ])
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => (form ? rest.replaceAll(form, '•••') : rest), text)
}

function codeOf(answer: FailedAnswer, fields: Texts, details: readonly string[]): CubeErrorCode {
  const { status, credentials } = answer
  const said = details.join('\n')
  if (status === 429) return 'rate-limited'
  if (status >= 500) return 'server-error'
  // A page of a proxy or of a wrong API URL must not read as a wrong password.
  if (errorsOf(answer.body) === undefined && (status !== 404 || credentials)) return 'protocol'
  if (status === 401) {
    if (/session does not exist|token is required/i.test(said)) return 'session-expired'
    return credentials ? 'invalid-credentials' : 'forbidden'
  }
  if (status === 403) return 'forbidden'
  if (status === 404) return credentials ? 'invalid-credentials' : 'not-found'
  if (/unexpected signature/i.test(said)) return 'signature-rejected'
  if (/(bad|invalid) timestamp/i.test(said)) return 'clock-skew'
  if (/\bnonce\b/i.test(said)) return 'nonce-rejected'
  if (/application (not )?found/i.test(said)) return 'app-rejected'
  // What an identity provider refuses, with whatever status and in whatever shape.
  const all = JSON.stringify([said, fields])
  // One that fails has refused nobody.
  if (/bad authentication data/i.test(all))
    return /status: 5\d\d/i.test(all) ? 'server-error' : 'invalid-credentials'
  return Object.keys(fields).length > 0 ? 'validation' : 'rejected'
}

/** Seconds or an HTTP date, as ms from now. */
function readRetryAfter(header: string | null, now: number): number | null {
  if (!header) return null
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}
