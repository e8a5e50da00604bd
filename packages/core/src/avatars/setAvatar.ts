import { internals } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { getFileObject } from '../files/getFileObject.ts'
import { inTries, isPassing } from '../files/inTries.ts'
import { updateUser } from '../users/updateUser.ts'
import type { CubeUser } from '../wire/user.ts'
import { type AvatarFields, avatarChanges, hasAvatarFields, usedUids } from './avatarFields.ts'
import { isUid } from './avatarUid.ts'
import type { Turn } from './inTurn.ts'
import type { JournalEntry } from './journal.ts'
import { readProfile } from './readProfile.ts'

const tries = 3

/** What setting an avatar depends on. */
export interface AvatarChange {
  /** Asked each time before the server is told; throws when it is not to be. */
  readonly check?: () => void
  /** Whether its file was made in this turn: then it is in the journal. Of others, it is asked whether they are there. */
  readonly isNew?: boolean
  /** Leaves a profile alone that does not point to this file any more. */
  readonly insteadOf?: string
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
 * @throws CubeError `not-found` when the file is gone, or somebody is deleting it; `validation` with the field `custom_data`.
 */
export async function setAvatar(
  turn: Turn,
  wanted: AvatarFields,
  { check, isNew = false, insteadOf }: AvatarChange = {},
): Promise<AvatarChanged> {
  const { client, scope, over: signal, late } = turn
  const wantedUids = usedBy(wanted)
  let before: CubeUser | null = null
  let isLost = false

  const isThere = (user: CubeUser): boolean => hasAvatarFields(client, user, wanted)
  const take = async (user: CubeUser): Promise<AvatarChanged> => {
    await wear(turn, wantedUids)
    return { user, before: before ?? user }
  }
  /** What was read: the session has not heard of it. */
  const takeRead = async (user: CubeUser): Promise<AvatarChanged> => {
    await client[internals].session.userRead(user, scope.epoch)
    return take(user)
  }
  const put = async (): Promise<AvatarChanged> => {
    const found = await readProfile(turn)
    if (isLost && isThere(found)) return takeRead(found)
    if (insteadOf !== undefined && !usedUids(found).has(insteadOf)) return { user: found, before: found }
    const changes = avatarChanges(client, found, wanted)
    await hold(turn, wantedUids, usedUids(found), isNew)
    // Somebody on another device may have deleted it.
    const known = isNew ? [] : [...wantedUids].filter(isUid)
    await Promise.all(known.map((uid) => getFileObject(client, uid, { scope, signal })))
    check?.()
    before = found
    try {
      return await take(await updateUser(client, changes, { scope, signal }))
    } catch (error) {
      if (isPassing(error) && !isCubeError(error, 'rate-limited')) {
        isLost = true
        for (const uid of wantedUids) late.add(uid)
      }
      throw error
    }
  }

  try {
    return await inTries(put, tries)
  } catch (error) {
    const found = isLost && (await inTries(() => readProfile(turn), tries).catch(() => null))
    if (!found || !isThere(found)) throw error
    return takeRead(found)
  }
}

function usedBy({ avatar, inData }: AvatarFields): ReadonlySet<string> {
  return new Set([avatar, inData].filter((uid) => uid !== null))
}

/**
 * Notes, before the server is told, which files the profile will point to, so that nobody deletes them for ten minutes,
 * and which it points to now.
 */
async function hold(
  { client, by, journal }: Turn,
  wanted: ReadonlySet<string>,
  used: ReadonlySet<string>,
  isNew: boolean,
): Promise<void> {
  const at = localNow(client)
  const old = [...used].filter((uid) => !wanted.has(uid))
  const isIn = (uids: ReadonlySet<string>, { uid }: JournalEntry): boolean =>
    uid !== undefined && uids.has(uid)
  let mayGo = true
  await journal.change((entries) => {
    const held = entries.filter((entry) => isIn(wanted, entry))
    mayGo = isNew
      ? held.some((entry) => entry.by === by)
      : held.every((entry) => entry.by === by || entry.state !== 'open')
    if (!mayGo) return entries
    const known = entries.map((entry): JournalEntry => {
      if (isIn(wanted, entry)) return { ...entry, state: 'kept', by, at }
      return isIn(used, entry) ? { ...entry, state: 'open', by, at } : entry
    })
    const others = old.filter((uid) => !known.some((entry) => entry.uid === uid))
    return [...known, ...others.map((uid): JournalEntry => ({ uid, by, at, state: 'open' }))]
  })
  if (!mayGo) throw new CubeError('not-found')
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
