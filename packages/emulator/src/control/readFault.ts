import type { ApiErrorBody } from '../rules/ApiError.ts'
import { isGroup, isList, type Parameter, type Parameters } from '../rules/parameters.ts'
import type { Fault, FaultKind, FaultScope } from '../Fault.ts'
import { ControlError } from './ControlError.ts'
import { refuseOthers } from './refuseOthers.ts'

type Kind = FaultKind['kind']

/** How each kind is read from JSON. */
const readers: { [K in Kind]: (given: Parameters) => Extract<FaultKind, { kind: K }> } = {
  offline: () => ({ kind: 'offline' }),
  hang: () => ({ kind: 'hang' }),
  html200: () => ({ kind: 'html200' }),
  truncate: () => ({ kind: 'truncate' }),
  reset: () => ({ kind: 'reset' }),
  noCors: () => ({ kind: 'noCors' }),
  badPreflight: () => ({ kind: 'badPreflight' }),
  expire: () => ({ kind: 'expire' }),
  rejectFreshTokens: () => ({ kind: 'rejectFreshTokens' }),
  dropAfterCommit: () => ({ kind: 'dropAfterCommit' }),
  delay: (given) => ({ kind: 'delay', ms: whole(given, 'ms', 0) }),
  drip: (given) => ({
    kind: 'drip',
    ms: whole(given, 'ms', 0),
    ...optional('bytes', given, (name) => whole(given, name, 1)),
  }),
  errors200: (given) => ({ kind: 'errors200', ...optional('body', given, () => errorBody(given['body'])) }),
  status: (given) => ({
    kind: 'status',
    status: whole(given, 'status', 200, 599),
    ...optional('retryAfter', given, (name) => whole(given, name, 0)),
    ...optional('body', given, () => {
      const { body } = given
      return typeof body === 'string' ? body : errorBody(body)
    }),
  }),
  redirect: (given) => ({
    kind: 'redirect',
    location: text(given, 'location'),
    ...optional('status', given, () => redirectStatus(given['status'])),
  }),
  rateLimit: (given) => ({
    kind: 'rateLimit',
    requests: whole(given, 'requests', 0),
    perMs: whole(given, 'perMs', 1),
    ...optional('retryAfter', given, () => flag(given, 'retryAfter')),
  }),
}

/** What each kind takes beside its scope. */
const details: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  delay: ['ms'],
  drip: ['ms', 'bytes'],
  errors200: ['body'],
  status: ['status', 'retryAfter', 'body'],
  redirect: ['location', 'status'],
  rateLimit: ['requests', 'perMs', 'retryAfter'],
}

/** The names of all kinds of faults. */
const faultKinds: readonly Kind[] = ownKeys(readers)

/**
 * Reads a fault from JSON.
 *
 * @throws {@link ControlError} that says what is wrong with it.
 */
export function readFault(given: Parameters): Fault {
  const kind = faultKinds.find((name) => name === given['kind'])
  if (kind === undefined) throw new ControlError(422, `"kind" must be one of ${faultKinds.join(', ')}.`)
  refuseOthers(given, ['kind', 'method', 'path', 'times', ...(details[kind] ?? [])])
  const scope: FaultScope = {
    ...optional('method', given, (name) => text(given, name)),
    ...optional('path', given, (name) => text(given, name)),
    ...optional('times', given, (name) => whole(given, name, 1)),
  }
  return { ...scope, ...readers[kind](given) }
}

function ownKeys<T extends object>(of: T): readonly (keyof T)[] {
  const names: (keyof T)[] = []
  for (const name in of) names.push(name)
  return names
}

/** A field of that name, unless it is not given. */
function optional<N extends string, T>(name: N, given: Parameters, read: (name: N) => T): { [K in N]?: T } {
  const field: { [K in N]?: T } = {}
  if (given[name] !== undefined && given[name] !== null) field[name] = read(name)
  return field
}

function whole(given: Parameters, name: string, minimum: number, maximum = 2 ** 31 - 1): number {
  const value = given[name]
  if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum)
    return value
  throw new ControlError(422, `"${name}" must be a whole number from ${minimum} to ${maximum}.`)
}

function text(given: Parameters, name: string): string {
  const value = given[name]
  // A header is made of some of them, so no control characters.
  if (typeof value === 'string' && value !== '' && !/[^\x20-\x7e]/.test(value)) return value
  throw new ControlError(422, `"${name}" must be a text of visible ASCII characters.`)
}

function flag(given: Parameters, name: string): boolean {
  const value = given[name]
  if (typeof value === 'boolean') return value
  throw new ControlError(422, `"${name}" must be true or false.`)
}

function redirectStatus(value: Parameter | undefined): 301 | 302 | 303 | 307 | 308 {
  if (value === 301 || value === 302 || value === 303 || value === 307 || value === 308) return value
  throw new ControlError(422, '"status" of a redirect must be 301, 302, 303, 307 or 308.')
}

function errorBody(value: Parameter | undefined): ApiErrorBody {
  const errors = isGroup(value) ? value['errors'] : undefined
  if (isList(errors)) return { errors: errors.map(String) }
  if (!isGroup(errors)) throw new ControlError(422, '"body" must be { "errors": … }, as the API answers it.')
  return {
    errors: Object.fromEntries(
      Object.entries(errors).map(([name, messages]) => [name, isList(messages) ? messages.map(String) : []]),
    ),
  }
}
