import { hashToken } from './db/tokens.ts'
import type { FaultKind } from './Fault.ts'
import { isGroup, isList, type Parameter, type Parameters } from './rules/parameters.ts'

/**
 * One request in the emulator's journal. Passwords, tokens, keys and signatures are not in it.
 *
 * CORS preflights are left out.
 */
export interface LogEntry {
  /** The emulator's time of arrival, in milliseconds since 1970. */
  readonly at: number
  readonly method: string
  /** Without `.json`. */
  readonly path: string
  /** As it was sent, without the question mark. */
  readonly query: string
  /** `null` while there is no answer: still on its way, hanging, or lost to a fault. */
  readonly status: number | null
  /** The parameters of the body, secrets replaced by `[redacted]`; `null` when none was read. */
  readonly requestBody: Parameters | null
  /** The beginning of the hash of the `CB-Token` that was sent: the same for the same token. */
  readonly tokenHash: string | null
  /** The session the request was made with, or made. */
  readonly sessionId: number | null
  /** The user of that session. */
  readonly userId: number | null
  /** The fault that hit the request, if any. */
  readonly fault: FaultKind['kind'] | null
}

/** A journal entry that is still being written. */
export type Draft = { -readonly [Field in keyof LogEntry]: LogEntry[Field] }

const CAPACITY = 5000
const SECRET = /password|token|secret|signature|auth_key/i

/** The requests an emulator has seen, oldest first; the oldest are dropped after some thousands. */
export interface Journal {
  readonly entries: readonly LogEntry[]
  open(at: number, request: Request, path: string): Draft
  clear(): void
}

/** An empty journal. */
export function createJournal(): Journal {
  const entries: Draft[] = []
  return {
    entries,
    open(at, request, path) {
      const token = request.headers.get('CB-Token')?.trim()
      const draft: Draft = {
        at,
        method: request.method,
        path,
        query: redactQuery(new URL(request.url).search.slice(1)),
        status: null,
        requestBody: null,
        tokenHash: token ? hashToken(token).slice(0, 12) : null,
        sessionId: null,
        userId: null,
        fault: null,
      }
      if (request.method !== 'OPTIONS') entries.push(draft)
      if (entries.length > CAPACITY) entries.shift()
      return draft
    },
    clear: () => void entries.splice(0),
  }
}

function redactQuery(query: string): string {
  return query
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] ?? ''
      return SECRET.test(unescapeName(name)) ? `${name}=[redacted]` : pair
    })
    .join('&')
}

/** A name may be escaped letter by letter; one that cannot be read is taken for a secret. */
function unescapeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return 'secret'
  }
}

/** A copy of the parameters without their secrets. */
export function redact(parameters: Parameters): Parameters {
  const copy: { [name: string]: Parameter } = {}
  for (const [name, value] of Object.entries(parameters)) {
    Object.defineProperty(copy, name, {
      value: SECRET.test(name) ? '[redacted]' : redactValue(value ?? null),
      enumerable: true,
    })
  }
  return copy
}

function redactValue(value: Parameter): Parameter {
  if (isList(value)) return value.map(redactValue)
  return isGroup(value) ? redact(value) : value
}
