import { isFields, readText } from '../wire/fields.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'

/** Who is signed in. */
export interface Identity {
  readonly kind: 'user' | 'guest'
  readonly user: CubeUser
  /** `null` when the session has lapsed and the person must sign in again. */
  readonly token: string | null
}

/** Why nobody is signed in, or why the person must sign in again. */
export type EndReason = 'logged-out' | 'expired' | 'guest-expired'

/**
 * All that is kept of a session, and the only thing that is stored. Never a password.
 *
 * `epoch` rises when the identity changes, `rev` when a token changes within an epoch; together they order
 * all records ever written.
 */
export interface SessionRecord {
  readonly v: 1
  readonly epoch: number
  readonly rev: number
  readonly identity: Identity | null
  /** Token of the application session, for reading while nobody is signed in. */
  readonly appToken: string | null
  readonly endReason: EndReason | null
}

/** The record of a device on which nobody ever signed in. */
export const emptyRecord: SessionRecord = {
  v: 1,
  epoch: 0,
  rev: 0,
  identity: null,
  appToken: null,
  endReason: null,
}

/** Whether `a` was written after `b`. */
export function isNewer(a: SessionRecord, b: SessionRecord): boolean {
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.rev > b.rev)
}

/** Whether a later version of Cubekit wrote this record: it must be left alone. */
export function isFromTheFuture(value: unknown): boolean {
  return isFields(value) && typeof value['v'] === 'number' && value['v'] > 1
}

/** Reads a stored record; `null` for nothing and for anything that is damaged. */
export function parseRecord(value: unknown): SessionRecord | null {
  if (!isFields(value) || value['v'] !== 1) return null
  const { epoch, rev, identity, endReason } = value
  if (!isCount(epoch) || !isCount(rev)) return null
  try {
    return {
      v: 1,
      epoch,
      rev,
      identity: identity === null ? null : parseIdentity(identity),
      appToken: readText(value['appToken']),
      endReason: endReasons.find((reason) => reason === endReason) ?? null,
    }
  } catch {
    return null
  }
}

const endReasons: readonly EndReason[] = ['logged-out', 'expired', 'guest-expired']

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function parseIdentity(value: unknown): Identity {
  if (!isFields(value) || (value['kind'] !== 'user' && value['kind'] !== 'guest')) {
    throw new TypeError('damaged record')
  }
  return { kind: value['kind'], user: parseUser(value['user']), token: readText(value['token']) }
}
