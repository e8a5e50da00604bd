import { getUsersPagesQuery } from '../getUsersPages.ts'
import { hasPlan, isTooShort } from '../planSearch.ts'
import { searchServer } from '../searchServer.ts'
import type { UserSource } from '../UserSource.ts'
import { listSource } from './listSource.ts'
import { readOn, recallRead } from './readOn.ts'

/**
 * Finds users among those who have one of these tags. They are read a hundred at a time, as many as are shown, and found
 * in memory; those who have not been read, the server finds by the text.
 *
 * @example
 * <UserPicker sources={[tagsSource(['support'])]} />
 */
export function tagsSource(tags: readonly string[]): UserSource {
  const name = `tags ${JSON.stringify(tags)}`
  const among = { user_tags: { in: tags } }
  return {
    name,
    findNow: (text, context) => listSource(recallRead(context.client, name)).findNow(text, context),
    async find(text, context) {
      const { client, limit, signal } = context
      const { queryFn } = getUsersPagesQuery(client, among)
      const readPage = (pageParam: Parameters<typeof queryFn>[0]['pageParam']) =>
        queryFn({ signal, pageParam })
      const count = hasPlan(text) ? 1 : limit
      const { users, isAll } = await readOn(client, name, count, readPage, signal)
      if (!isAll && hasPlan(text)) return searchServer(text, context, among)
      const found = listSource(users).findNow(text, context)
      const hasNextPage = !isAll || found.mayHaveMore
      // A text that is too short for the server is looked for among those who have been read.
      const needsMoreCharacters = !isAll && isTooShort(text)
      return { ...found, needsMoreCharacters, mayHaveMore: hasNextPage, ...(hasNextPage && { hasNextPage }) }
    },
  }
}
