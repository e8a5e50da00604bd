import type { EmulatorBlob } from './blob.ts'
import type { Identity } from './identities.ts'
import type { NoncePair } from './nonces.ts'
import type { HashedPassword } from './passwords.ts'
import type { EmulatorSession } from './session.ts'
import type { EmulatorUser } from './user.ts'

/** What has changed in a table: rows that came or changed, and the keys of those that went. */
export interface TableChanges<Row, Key> {
  readonly put: readonly Row[]
  readonly removed: readonly Key[]
  readonly nextId: number
}

/** What has changed in the users table: of everybody who is `put`, the password too. */
export interface UserChanges extends TableChanges<EmulatorUser, number> {
  readonly passwords: readonly (readonly [userId: number, password: HashedPassword])[]
}

/** What has changed since somebody last asked, as JSON. Applied to the state before, it gives the state after. */
export interface DatabaseChanges {
  readonly users?: UserChanges
  readonly sessions?: TableChanges<EmulatorSession, string>
  readonly blobs?: TableChanges<EmulatorBlob, number>
  readonly nonces?: TableChanges<NoncePair, string>
  readonly identities?: readonly Identity[]
}

/** Sorts touched keys into rows that are there and keys of rows that are not. `null` when nothing was touched. */
export function changesOf<Row, Key>(
  touched: readonly Key[],
  find: (key: Key) => Row | undefined,
  nextId: number,
): TableChanges<Row, Key> | null {
  if (touched.length === 0) return null
  const put: Row[] = []
  const removed: Key[] = []
  for (const key of touched) {
    const row = find(key)
    if (row === undefined) removed.push(key)
    else put.push(row)
  }
  return { put, removed, nextId }
}
