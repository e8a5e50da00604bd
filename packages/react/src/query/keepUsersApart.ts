import { type CubeClient, isSameScope, scopeKey } from '@cubekit/core'
import type { QueryClient } from '@tanstack/react-query'

const attached = new WeakMap<QueryClient, WeakSet<CubeClient>>()

/**
 * Takes the previous user's queries and mutations out of the cache the moment the user changes.
 *
 * Stays for as long as the two clients live, since what was read outlives the component that read it. Only keys
 * of this client are touched.
 */
export function keepUsersApart(client: CubeClient, queryClient: QueryClient): void {
  const clients = attached.get(queryClient) ?? new WeakSet()
  attached.set(queryClient, clients)
  if (clients.has(client)) return
  clients.add(client)

  let scope = client.scope()
  client.subscribe(() => {
    const previous = scope
    scope = client.scope()
    if (isSameScope(previous, scope)) return
    const queryKey = scopeKey(previous)
    // The guard in the transport rejects what is under way; this spares the wait.
    void queryClient.cancelQueries({ queryKey })
    if (previous.user === scope.user) void queryClient.invalidateQueries({ queryKey })
    else queryClient.removeQueries({ queryKey })

    const mutations = queryClient.getMutationCache()
    for (const mutation of mutations.findAll({ mutationKey: ['cube', client.appId] })) {
      if (mutation.state.status !== 'pending') mutations.remove(mutation)
    }
  })
}
