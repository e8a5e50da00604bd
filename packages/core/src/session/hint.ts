import { isCount, isFields } from '../wire/fields.ts'
import type { SessionRecord } from './record.ts'
import type { RecordVersion } from './Tabs.ts'

/**
 * What may be known of the stored record at a glance: kept beside it where it can be read and written at once,
 * so it holds no token and no user.
 */
export interface SessionHint extends RecordVersion {
  /** Whether somebody is signed in. */
  readonly isSomebody: boolean
  /** All records of epochs below are over, `Infinity` for all records: the mark that a logout leaves at once. */
  readonly ended: number
}

/** The name under which a record's hint is kept. */
export function hintName(key: string): string {
  return `cubekit ${key}`
}

/** Reads a hint; `null` for nothing and for anything that is damaged. */
export function parseHint(text: string | null): SessionHint | null {
  let value: unknown
  try {
    value = JSON.parse(text ?? 'null')
  } catch {
    return null
  }
  if (!isFields(value) || value['v'] !== 1) return null
  const { epoch, rev, ended } = value
  if (!isCount(epoch) || !isCount(rev)) return null
  return {
    epoch,
    rev,
    isSomebody: value['kind'] !== 'none',
    ended: ended === -1 ? Infinity : isCount(ended) ? ended : 0,
  }
}

/** Writes a hint of a record as text. */
export function formatHint({ epoch, rev, identity }: SessionRecord, ended: number): string {
  const kind = identity?.kind ?? 'none'
  return JSON.stringify({ v: 1, epoch, rev, kind, ended: ended === Infinity ? -1 : ended })
}
