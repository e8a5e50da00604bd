import { usedUids, type AvatarOwner } from './avatarFields.ts'
import type { Turn } from './inTurn.ts'
import { sweep } from './sweep.ts'

/** Deletes what is over, or leaves the picture before to whoever may want it back. What fails is left to the next sweep. */
export async function cleanUp(turn: Turn, before: AvatarOwner, keepOld: boolean): Promise<void> {
  if (!keepOld) {
    await sweep(turn).catch(() => {})
    return
  }
  const old = usedUids(before)
  await turn.journal.change((entries) =>
    entries.map((entry) =>
      entry.uid !== undefined && old.has(entry.uid) && entry.state === 'open'
        ? { ...entry, state: 'kept' }
        : entry,
    ),
  )
}
