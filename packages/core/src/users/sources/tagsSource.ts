import type { CubeClient } from '../../client/CubeClient.ts'
import type { CubeUser } from '../../wire/user.ts'
import { recallAll, recallFresh, rememberAll } from '../completeAnswers.ts'
import { getUsers } from '../getUsers.ts'
import { inScope } from '../inScope.ts'
import { nobody } from '../mergeFound.ts'
import { hasPlan, isTooShort } from '../planSearch.ts'
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
  const firstOf = `first of ${name}`
  const among = { user_tags: { in: tags } }
  return {
    name,
    findNow(text, context) {
      const all = recallAll(context.client, name)
      return all ? listSource(all).findNow(text, context) : nobody
    },
    async find(text, context) {
      const { client, signal } = context
      const first =
        recallFresh(client, name) ?? recallFresh(client, firstOf) ?? (await askFirst(client, signal))
      const isCut = recallFresh(client, name) === null
      if (isCut && hasPlan(text)) return searchServer(text, context, among)
      const found = listSource(first).findNow(text, context)
      // Of more than a hundred, a text that is too short to ask about finds these only.
      return {
        ...found,
        needsMoreCharacters: isCut && isTooShort(text),
        mayHaveMore: isCut || found.mayHaveMore,
      }
    },
  }

  function askFirst(client: CubeClient, signal: AbortSignal): Promise<readonly CubeUser[]> {
    return inScope(client, { signal }, async (scope) => {
      const { items, total_entries } = await getUsers(client, among, { signal, scope })
      rememberAll(client, scope, total_entries > items.length ? firstOf : name, items)
      return items
    })
  }
}
