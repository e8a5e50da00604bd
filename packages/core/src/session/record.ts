import { CubeError } from '../errors/CubeError.ts'
import { isCount, isFields, readText } from '../wire/fields.ts'
import type { RecordVersion } from './Tabs.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'

/** Who is signed in. */
export interface Identity {
  readonly kind: 'user' | 'guest'
  readonly user: CubeUser
  /** `null` when the session has lapsed and the person must sign in again. */
  readonly token: string | null
}

/** Why nobody is signed in, or why the person must sign in again. */
export type EndReason = 'logged-out' | 'expired' | 'guest-expired' | 'account-deleted'

/**
 * All that is kept of a session, and the only thing that is stored. Never a password.
 *
 * `epoch` rises when the identity changes, `rev` when a token changes within an epoch; together they order
 * all records ever written.
 */
export interface SessionRecord extends RecordVersion {
  readonly v: 1
  readonly identity: Identity | null
  /** Token of the application session, for reading while nobody is signed in. */
  readonly appToken: string | null
  readonly endReason: EndReason | null
  /** When sessions were opened without anybody asking, and no request has been accepted since; ms since 1970. */
  readonly tries: readonly number[]
}

/** The record of a device on which nobody ever signed in. */
export const emptyRecord: SessionRecord = {
  v: 1,
  epoch: 0,
  rev: 0,
  identity: null,
  appToken: null,
  endReason: null,
  tries: [],
}

/** Whether `a` was written after `b`. */
export function isNewer(a: RecordVersion, b: RecordVersion): boolean {
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.rev > b.rev)
}

/** Whether a later version of Cubekit wrote this record: it must be left alone. */
export function isFromTheFuture(value: unknown): boolean {
  return isFields(value) && typeof value['v'] === 'number' && value['v'] > 1
}

/** Reads a stored record; `null` for nothing and for anything that is damaged. */
export function parseRecord(value: unknown): SessionRecord | null {
  if (!isFields(value) || value['v'] !== 1) return null
  const { epoch, rev, identity, endReason, tries } = value
  if (!isCount(epoch) || !isCount(rev)) return null
  try {
    return {
      v: 1,
      epoch,
      rev,
      identity: identity === null ? null : parseIdentity(identity),
      appToken: readText(value['appToken']),
      endReason: endReasons.find((reason) => reason === endReason) ?? null,
      tries: Array.isArray(tries) ? tries.filter(isCount).slice(-mostTries) : [],
    }
  } catch {
    return null
  }
}

const endReasons: readonly EndReason[] = ['logged-out', 'expired', 'guest-expired', 'account-deleted']

/** More are not looked at, however many a damaged record holds. */
const mostTries = 20

function parseIdentity(value: unknown): Identity {
  if (!isFields(value) || (value['kind'] !== 'user' && value['kind'] !== 'guest')) {
    throw new CubeError('protocol')
  }
  return { kind: value['kind'], user: parseUser(value['user']), token: readText(value['token']) }
}
