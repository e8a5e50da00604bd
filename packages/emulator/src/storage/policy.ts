import { StorageError } from './StorageError.ts'

/** What a form may look like: each condition is about one field, or about the file's length. */
export interface Policy {
  /** ISO 8601. */
  readonly expiration: string
  readonly conditions: readonly PolicyCondition[]
}

/** `{ key: 'abc' }`, `['eq' | 'starts-with', '$key', 'abc']` or `['content-length-range', least, most]`. */
export type PolicyCondition =
  | Readonly<Record<string, string>>
  | readonly [string, string | number, string | number]

/** A policy as it goes into a form. */
export function encodePolicy(policy: Policy): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(policy))))
}

/** Reads a policy out of a form. @throws `StorageError` 400 when it is none. */
export function decodePolicy(text: string): Policy {
  let json: unknown
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    json = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw invalidPolicy('Invalid JSON.')
  }
  if (!isPolicy(json)) throw invalidPolicy('Missing required field.')
  return json
}

function invalidPolicy(reason: string): StorageError {
  return new StorageError(400, 'InvalidPolicyDocument', `Invalid Policy: ${reason}`)
}

function isPolicy(json: unknown): json is Policy {
  if (typeof json !== 'object' || json === null) return false
  const { expiration, conditions }: { expiration?: unknown; conditions?: unknown } = json
  return typeof expiration === 'string' && Array.isArray(conditions) && conditions.every(isCondition)
}

function isCondition(value: unknown): value is PolicyCondition {
  if (typeof value !== 'object' || value === null) return false
  if (!Array.isArray(value)) return Object.values(value).every((item) => typeof item === 'string')
  return value.length === 3 && value.every((item) => typeof item === 'string' || typeof item === 'number')
}

/** The fields a policy need not speak of. */
const FREE_FIELDS = new Set(['policy', 'x-amz-signature', 'file'])

/**
 * Holds a form against its policy. Names of fields compare without regard to case.
 *
 * @throws `StorageError` 403 for a condition that fails and for fields the policy does not know, 400 for a
 *   file that is too long or too short.
 */
export function checkPolicy(
  policy: Policy,
  fields: ReadonlyMap<string, string>,
  fileSize: number,
  now: number,
): void {
  const refuse = (reason: string): StorageError =>
    new StorageError(403, 'AccessDenied', `Invalid according to Policy: ${reason}`)
  const end = Date.parse(policy.expiration)
  if (Number.isNaN(end)) throw invalidPolicy(`Invalid 'expiration' value: '${policy.expiration}'`)
  if (end <= now) throw refuse('Policy expired.')

  const known = new Set<string>()
  for (const condition of policy.conditions) {
    for (const [operator, name, value] of equations(condition)) {
      if (operator === 'content-length-range') continue
      const field = String(name).replace(/^\$/, '').toLowerCase()
      known.add(field)
      const given = fields.get(field) ?? ''
      const holds = operator === 'starts-with' ? given.startsWith(String(value)) : given === String(value)
      if (!holds) throw refuse(`Policy Condition failed: ["${operator}", "$${field}", "${value}"]`)
    }
  }
  for (const name of fields.keys()) {
    if (!known.has(name) && !FREE_FIELDS.has(name)) throw refuse(`Extra input fields: ${name}`)
  }
  checkLength(policy, fileSize)
}

function checkLength(policy: Policy, size: number): void {
  for (const condition of policy.conditions) {
    for (const [operator, least, most] of equations(condition)) {
      if (operator !== 'content-length-range') continue
      if (size < Number(least)) {
        throw new StorageError(
          400,
          'EntityTooSmall',
          'Your proposed upload is smaller than the minimum allowed size',
          { ProposedSize: String(size), MinSizeAllowed: String(least) },
        )
      }
      if (size > Number(most)) {
        throw new StorageError(
          400,
          'EntityTooLarge',
          'Your proposed upload exceeds the maximum allowed size',
          {
            ProposedSize: String(size),
            MaxSizeAllowed: String(most),
          },
        )
      }
    }
  }
}

function equations(
  condition: PolicyCondition,
): readonly (readonly [string, string | number, string | number])[] {
  if (isTriple(condition)) return [condition]
  return Object.entries(condition).map(([name, value]) => ['eq', name, value] as const)
}

function isTriple(
  condition: PolicyCondition,
): condition is readonly [string, string | number, string | number] {
  return Array.isArray(condition)
}
