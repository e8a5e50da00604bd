import { recallAll, recallFresh, rememberAll } from '../completeAnswers.ts'
import { getUsers } from '../getUsers.ts'
import { inScope } from '../inScope.ts'
import { findAmong, nobody } from '../mergeFound.ts'
import { hasPlan } from '../planSearch.ts'
import { searchServer } from '../searchServer.ts'
import type { UserSource } from '../UserSource.ts'
import { listSource } from './listSource.ts'

/**
 * Finds users among those who have one of these tags. Up to a hundred of them are asked for once and then found in
 * memory; of more, those whom the server finds by the text.
 *
 * @example
 * <UserPicker sources={[tagsSource(['support'])]} />
 */
export function tagsSource(tags: readonly string[]): UserSource {
  const name = `tags ${JSON.stringify(tags)}`
  const among = { user_tags: { in: tags } }
  return {
    name,
    findNow(text, context) {
      const all = recallAll(context.client, name)
      return all ? listSource(all).findNow(text, context) : nobody
    },
    async find(text, context) {
      const { client, limit, signal } = context
      const known = recallFresh(client, name)
      if (known) return listSource(known).findNow(text, context)
      if (hasPlan(text)) return searchServer(text, context, among)
      return inScope(client, { signal }, async (scope) => {
        const { items, total_entries } = await getUsers(client, among, { signal, scope })
        const mayHaveMore = total_entries > items.length
        if (!mayHaveMore) rememberAll(client, scope, name, items)
        return findAmong(text, items, limit, mayHaveMore)
      })
    },
  }
}
