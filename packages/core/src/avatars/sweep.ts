import { localNow } from '../client/localNow.ts'
import { isCubeError } from '../errors/CubeError.ts'
import { deleteFile } from '../files/deleteFile.ts'
import { getFileObject } from '../files/getFileObject.ts'
import { inTries, isPassing } from '../files/inTries.ts'
import { listFiles } from '../files/listFiles.ts'
import type { CubeFile } from '../wire/file.ts'
import { usedUids } from './avatarFields.ts'
import { findBusy, type Turn } from './inTurn.ts'
import { isLate, isOld, isSameFile, isSweepDue, type JournalEntry } from './journal.ts'
import { readProfile } from './readProfile.ts'
import type { AvatarSweepOptions } from './sweepAvatars.ts'

const tries = 3
const longestPage = 100
/** A file that was asked for not long ago is among the newest. */
const mostPages = 10

/**
 * Deletes every file of the journal to which the profile does not point, and may not come to point: the one way in which
 * anything is cleaned up.
 *
 * What it will delete it takes over in the journal first. Whoever makes the profile point to a file does so before, too:
 * the two never meet, even where there are no locks.
 *
 * @returns How many files are gone.
 * @throws CubeError When something could not be deleted. It stays in the journal.
 */
export async function sweep(turn: Turn, { keepOld = false }: AvatarSweepOptions = {}): Promise<number> {
  if (!isSweepDue(turn.client, await turn.journal.read())) return 0
  const used = usedUids(await readProfile(turn))
  const taken = await takeOver(turn, used, keepOld)
  const failures: unknown[] = []
  let gone = 0
  let found: Promise<readonly CubeFile[]> | null = null
  for (const entry of taken) {
    try {
      const file = isUnknown(entry) ? (await (found ??= findNamed(turn, taken))).find(isOf(entry)) : entry
      // The profile may point to it although nobody here knew what became of it.
      if (file?.uid !== undefined && used.has(file.uid)) {
        await replace(turn, entry, { ...entry, id: file.id, uid: file.uid, state: 'worn', by: '' })
        continue
      }
      if (file) {
        await discard(turn, file)
        gone++
      }
      // What is not there may be on its way.
      if (file || isOld(turn.client, entry)) await replace(turn, entry, null)
    } catch (error) {
      failures.push(error)
      // The others would wait for the same.
      if (isPassing(error) || turn.over.aborted) break
    }
  }
  if (failures.length > 0) throw failures[0]
  return gone
}

/** What is to be deleted, taken over from whoever had to do with it. */
async function takeOver(
  turn: Turn,
  used: ReadonlySet<string>,
  keepOld: boolean,
): Promise<readonly JournalEntry[]> {
  const { client, by } = turn
  const isBusy = await findBusy()
  const now = localNow(client)

  const judge = (entry: JournalEntry): readonly JournalEntry[] => {
    const { name, uid, state } = entry
    const old = isOld(client, entry)
    const isOpen = state === 'open'
    const isFree =
      old || (entry.by === by && (isOpen || !keepOld)) || (isOpen && isBusy?.(entry.by) === false)
    if (uid !== undefined && used.has(uid)) {
      if (state !== 'worn' && !isFree) return [entry]
      // One that was not made here is nobody's business for longer.
      return name === undefined && old ? [] : [{ ...entry, state: 'worn', by: '' }]
    }
    if (state === 'worn')
      return name === undefined && old ? [] : [{ ...entry, state: 'kept', by: '', at: now }]
    if (isLate(client, entry)) return [{ ...entry, state: 'kept', by: '', at: now }]
    return [isFree ? { ...entry, state: 'open', by } : entry]
  }

  let taken: readonly JournalEntry[] = []
  await turn.journal.change((entries) => {
    const next = entries.flatMap(judge)
    taken = next.filter((entry) => entry.by === by && entry.state === 'open')
    return next
  })
  return taken
}

/** Deletes a file; one that is gone, or somebody else's, counts as deleted. */
async function discard(turn: Turn, { id, uid = '' }: Pick<JournalEntry, 'id' | 'uid'>): Promise<void> {
  const { client, scope, over: signal } = turn
  const options = { scope, signal }
  let isFirst = true
  try {
    const { file } = id === undefined ? await getFileObject(client, uid, options) : { file: { id, uid } }
    // A number is taken for an id, which no profile means.
    if (file.uid !== uid) return
    await inTries(async () => {
      // Another device may have brought it back in the pause.
      if (!isFirst && usedUids(await readProfile(turn)).has(uid)) return
      isFirst = false
      await deleteFile(client, file.id, options)
    }, tries)
  } catch (error) {
    if (!isCubeError(error) || !settled.has(error.code)) throw error
  }
}

/** Answers that leave nothing to be done: not there, not ours, or no file at all. */
const settled: ReadonlySet<string> = new Set(['not-found', 'forbidden', 'invalid-argument'])

/** Own files by the names of the entries of which nothing else is known, the newest pages first. */
async function findNamed(
  { client, scope, over: signal }: Turn,
  entries: readonly JournalEntry[],
): Promise<readonly CubeFile[]> {
  const unknown = entries.filter(isUnknown)
  const found = new Map<string, CubeFile>()
  const read = async (page: number): Promise<number> => {
    const { items, total_entries } = await listFiles(
      client,
      { page, per_page: longestPage },
      { scope, signal },
    )
    for (const file of items) if (unknown.some(({ name }) => name === file.name)) found.set(file.name, file)
    return Math.ceil(total_entries / longestPage)
  }
  // Nothing says at which end the newest are.
  const last = await read(1)
  for (let page = last; page > 1 && page > last - mostPages && found.size < unknown.length; page--) {
    await read(page)
  }
  return [...found.values()]
}

function isUnknown({ id, uid }: JournalEntry): boolean {
  return id === undefined && uid === undefined
}

function isOf(entry: JournalEntry): (file: CubeFile) => boolean {
  return ({ name }) => name === entry.name
}

/** Puts another entry in an entry's place, or nothing, unless somebody else has to do with it by now. */
async function replace({ journal, by }: Turn, entry: JournalEntry, next: JournalEntry | null): Promise<void> {
  await journal.change((entries) =>
    entries.flatMap((other) => (other.by === by && isSameFile(other, entry) ? (next ?? []) : other)),
  )
}
