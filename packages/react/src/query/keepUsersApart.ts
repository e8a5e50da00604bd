import { type CubeClient, isSameScope, scopeKey } from '@cubekit/core'
import type { Query, QueryClient } from '@tanstack/react-query'

const attached = new WeakMap<QueryClient, WeakSet<CubeClient>>()

/**
 * Takes the previous user's queries and mutations out of the cache the moment the user changes, whoever changed
 * it: this page, another tab, or a cache that was kept and comes back as somebody else is signed in.
 *
 * Stays for as long as the two clients live, since what was read outlives the component that read it. Only keys
 * of this client are touched.
 */
export function keepUsersApart(client: CubeClient, queryClient: QueryClient): void {
  const clients = attached.get(queryClient) ?? new WeakSet()
  attached.set(queryClient, clients)
  if (clients.has(client)) return
  clients.add(client)

  const isSomebodyElses = ({ queryKey: [name, app, user] }: Query): boolean =>
    name === 'cube' && app === client.appId && user !== 'loading' && user !== client.scope().user
  const removeOthers = (): void => {
    // The guard in the transport rejects what is under way; this spares the wait.
    void queryClient.cancelQueries({ predicate: isSomebodyElses })
    queryClient.removeQueries({ predicate: isSomebodyElses })
  }

  const look = () => ({ scope: client.scope(), status: client.getSession().status })
  let before = look()
  if (before.status !== 'loading') removeOthers()

  client.subscribe(() => {
    const last = before
    before = look()
    const { scope, status } = before
    if (status === 'loading') return
    const queryKey = scopeKey(scope)
    if (last.status === 'loading') removeOthers()
    else if (isSameScope(last.scope, scope)) {
      // The same person is back: what was refused meanwhile is asked for again, and the rest stays.
      if (last.status === 'reauth-required' && status === 'user') {
        void queryClient.invalidateQueries({ queryKey, predicate: ({ state }) => state.status === 'error' })
      }
      return
    } else if (last.scope.user === scope.user) {
      // The same user, signed in anew: what was read before has no place in what comes now.
      queryClient.removeQueries({ queryKey, type: 'inactive' })
      for (const query of queryClient.getQueryCache().findAll({ queryKey })) {
        query.reset()
        // What it began with was of before, too.
        query.setState({ data: undefined, dataUpdatedAt: 0, status: 'pending' })
      }
      void queryClient.refetchQueries({ queryKey })
    } else removeOthers()

    // Those under way too: what they come to is told to whoever started them, and kept nowhere.
    const mutations = queryClient.getMutationCache()
    for (const mutation of mutations.findAll({ mutationKey: ['cube', client.appId] }))
      mutations.remove(mutation)
  })

  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'added' && client.getSession().status !== 'loading' && isSomebodyElses(query)) removeOthers()
  })
}
