import { loadUsers } from '../loadUsers.ts'
import { knownUsers } from '../knownUsers.ts'
import { mergeFound } from '../mergeFound.ts'
import type { UserSource } from '../UserSource.ts'

/**
 * Finds users among these, whom it loads when it is first asked.
 *
 * @example
 * <UserPicker sources={[idsSource(dialog.occupants_ids)]} />
 */
export function idsSource(ids: readonly number[]): UserSource {
  return {
    name: `ids ${ids.join(',')}`,
    findNow(text, { client, limit }) {
      const known = knownUsers(client)
      const items = ids.map((id) => known.find(id)?.user).filter((user) => user !== undefined)
      return mergeFound(text, [{ items, needsMoreCharacters: false, mayHaveMore: false }], limit)
    },
    async find(text, { client, limit, signal }) {
      const items = await loadUsers(client, ids, { signal })
      return mergeFound(text, [{ items, needsMoreCharacters: false, mayHaveMore: false }], limit)
    },
  }
}
