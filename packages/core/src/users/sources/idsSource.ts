import { recallAll, recallFresh, rememberAll } from '../completeAnswers.ts'
import { inScope } from '../inScope.ts'
import { knownUsers } from '../knownUsers.ts'
import { loadUsers } from '../loadUsers.ts'
import type { UserSource } from '../UserSource.ts'
import { listSource } from './listSource.ts'

/**
 * Finds users among these, in this order. Those who are not known yet are loaded when it is first asked.
 *
 * @example
 * <UserPicker sources={[idsSource(dialog.occupants_ids)]} />
 */
export function idsSource(ids: readonly number[]): UserSource {
  const name = `ids ${ids.join(',')}`
  return {
    name,
    findNow(text, context) {
      const { client } = context
      const known = knownUsers(client)
      const all = recallAll(client, name) ?? ids.flatMap((id) => known.find(id)?.user ?? [])
      return listSource(all).findNow(text, context)
    },
    async find(text, context) {
      const { client, signal } = context
      return inScope(client, { signal }, async (scope) => {
        const known = recallFresh(client, name)
        const all = known ?? (await loadUsers(client, ids, { signal, scope }))
        if (!known) rememberAll(client, scope, name, all)
        return listSource(all).findNow(text, context)
      })
    },
  }
}
