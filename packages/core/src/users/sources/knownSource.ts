import { knownUsers } from '../knownUsers.ts'
import { mergeFound } from '../mergeFound.ts'
import type { UserSource } from '../UserSource.ts'

/** Finds users among those who have been seen in any answer, at once. */
export const knownSource: UserSource = {
  name: 'known',
  findNow(text, { client, limit }) {
    // By id: whoever was seen again must not jump in the list.
    const items = knownUsers(client)
      .all()
      .toSorted((a, b) => a.id - b.id)
    return mergeFound(text, [{ items, needsMoreCharacters: false, mayHaveMore: false }], limit)
  },
}
