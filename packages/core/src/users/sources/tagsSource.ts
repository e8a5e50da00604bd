import { getUsers } from '../getUsers.ts'
import { mergeFound } from '../mergeFound.ts'
import type { UserSource } from '../UserSource.ts'

/**
 * Finds users among the first hundred who have one of these tags.
 *
 * @example
 * <UserPicker sources={[tagsSource(['support'])]} />
 */
export function tagsSource(tags: readonly string[]): UserSource {
  return {
    name: `tags ${JSON.stringify(tags)}`,
    async find(text, { client, limit, signal }) {
      const { items, total_entries } = await getUsers(client, { user_tags: { in: tags } }, { signal })
      const mayHaveMore = total_entries > items.length
      return mergeFound(text, [{ items, needsMoreCharacters: false, mayHaveMore }], limit)
    },
  }
}
