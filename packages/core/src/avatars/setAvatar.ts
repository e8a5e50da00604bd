import { internals } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { getFileObject } from '../files/getFileObject.ts'
import { inTries, isPassing } from '../files/inTries.ts'
import { inUpdates, putProfile } from '../users/profileUpdates.ts'
import type { CubeUser } from '../wire/user.ts'
import { type AvatarFields, avatarChanges, hasAvatarFields, usedUids } from './avatarFields.ts'
import { isUid, namedAvatar } from './avatarUid.ts'
import type { Turn } from './inTurn.ts'
import type { JournalEntry } from './journal.ts'
import { readProfile } from './readProfile.ts'

const tries = 3

/** What setting an avatar depends on. */
export interface AvatarChange {
  /** Ends it when it is aborted, as long as the server has not been told. */
  readonly signal?: AbortSignal
  /** Fails with `not-found` when the profile does not name this any more. */
  readonly insteadOf?: string | null | undefined
}

/** A profile as it is now, and as it was before. */
export interface AvatarChanged {
  readonly user: CubeUser
  readonly before: CubeUser
}

/**
 * Makes the own profile point to a file, or to none. When an answer is lost, the profile says what became of it: it is
 * read, and what it lacks is sent again, three times in all.
 *
 * The files of before are in the journal from then on, to be deleted by the next sweep.
 *
 * @throws CubeError `not-found` when the file is gone, or somebody is deleting it; `validation` with the field
 * `custom_data`.
 */
export async function setAvatar(
  turn: Turn,
  wanted: AvatarFields,
  { signal = turn.over, insteadOf }: AvatarChange = {},
): Promise<AvatarChanged> {
  const { client, scope, over } = turn
  const wantedUids = usedBy(wanted)
  let before: CubeUser | null = null
  let isLost = false

  const isThere = (user: CubeUser): boolean => hasAvatarFields(client, user, wanted)
  const take = async (user: CubeUser): Promise<AvatarChanged> => {
    await wear(turn, wantedUids)
    return { user, before: before ?? user }
  }
  /** What became of a request whose answer was lost; `null` when nothing did, so far. */
  const settle = async (found: CubeUser): Promise<AvatarChanged | null> => {
    const isReplaced = before !== null && namedAvatar(client, found) !== namedAvatar(client, before)
    if (!isLost || !(isThere(found) || isReplaced)) return null
    // The session has not heard of it.
    await client[internals].session.userRead(found, scope.epoch)
    // Somebody else's change came later, as far as anybody can tell: they may have deleted this file by now.
    return isThere(found) ? take(found) : { user: found, before: before ?? found }
  }
  const put = async (): Promise<AvatarChanged> => {
    const found = await readProfile(turn, signal)
    const settled = await settle(found)
    if (settled) return settled
    if (insteadOf !== undefined && namedAvatar(client, found) !== insteadOf) throw new CubeError('not-found')
    const changes = avatarChanges(client, found, wanted)
    const unsure = await hold(turn, wantedUids, usedUids(found), isLost)
    await Promise.all(unsure.map((uid) => getFileObject(client, uid, { scope, signal })))
    if (signal.aborted) throw new CubeError('aborted')
    before = found
    try {
      // From here on, breaking off would leave nobody knowing.
      return await take(await putProfile(client, scope, changes, { signal: over }))
    } catch (error) {
      if (isPassing(error) && !isCubeError(error, 'rate-limited')) {
        isLost = true
        turn.lost.add(wanted)
        const lostAt = localNow(client)
        await turn.journal.change((entries) =>
          entries.map((entry) => (wantedUids.has(entry.uid ?? '') ? { ...entry, lostAt } : entry)),
        )
      }
      throw error
    }
  }

  try {
    // Between updates of the app's own: they change other things in `custom_data`.
    return await inTries(() => inUpdates(client, scope.epoch, put), tries, signal)
  } catch (error) {
    const found = isLost && (await inTries(() => readProfile(turn), tries, over).catch(() => null))
    const settled = found && (await settle(found))
    if (!settled) throw error
    return settled
  }
}

function usedBy({ avatar, inData }: AvatarFields): ReadonlySet<string> {
  return new Set([avatar, inData].filter((uid) => uid !== null))
}

/**
 * Notes, before the server is told, which files the profile will point to, so that nobody deletes them for ten minutes,
 * and which it points to now.
 *
 * @returns Those which may be gone: not made in this turn, shown to others before (`isLost`), or the journal was lost.
 */
async function hold(
  { client, by, journal, made }: Turn,
  wanted: ReadonlySet<string>,
  used: ReadonlySet<string>,
  isLost: boolean,
): Promise<readonly string[]> {
  const at = localNow(client)
  let isFree = true
  let unsure: readonly string[] = []
  await journal.change((entries) => {
    const entryOf = (uid: string): JournalEntry | undefined => entries.find((entry) => entry.uid === uid)
    isFree = [...wanted].every((uid) => {
      const entry = entryOf(uid)
      return !entry || entry.by === by || entry.state !== 'open'
    })
    if (!isFree) return entries
    unsure = [...wanted].filter((uid) => isUid(uid) && (isLost || !made.has(uid) || entryOf(uid)?.by !== by))
    const known = entries.filter(({ uid = '' }) => !wanted.has(uid) && !used.has(uid))
    const noted = [...new Set([...used, ...wanted])].map((uid): JournalEntry => {
      const state = wanted.has(uid) ? 'kept' : 'open'
      return { ...entryOf(uid), uid, by, at, state }
    })
    return [...known, ...noted]
  })
  if (!isFree) throw new CubeError('not-found')
  return unsure
}

/** Notes that the profile points to these files. */
async function wear({ client, journal }: Turn, uids: ReadonlySet<string>): Promise<void> {
  const at = localNow(client)
  await journal.change((entries) =>
    entries.map((entry) =>
      entry.uid !== undefined && uids.has(entry.uid) ? { ...entry, state: 'worn', by: '', at } : entry,
    ),
  )
}
