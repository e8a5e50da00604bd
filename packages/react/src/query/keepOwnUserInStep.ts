import { type CubeClient, getUserQuery } from '@cubekit/core'
import type { QueryClient } from '@tanstack/react-query'

const attached = new WeakMap<QueryClient, WeakSet<CubeClient>>()

/**
 * Shows what changes about the signed-in user also where they were read by id: updates that are on their way, those
 * that the server has accepted, and those of other tabs.
 *
 * Stays for as long as the two clients live, as the answers do.
 */
export function keepOwnUserInStep(client: CubeClient, queryClient: QueryClient): void {
  const clients = attached.get(queryClient) ?? new WeakSet()
  attached.set(queryClient, clients)
  if (clients.has(client)) return
  clients.add(client)

  let last = client.getSession().user
  client.subscribe(() => {
    const { user } = client.getSession()
    const before = last
    last = user
    if (!user || user === before || user.id !== before?.id) return
    const { queryKey } = getUserQuery(client, user.id)
    const known = queryClient.getQueryState(queryKey)
    if (known?.data === undefined) return
    queryClient.setQueryData(queryKey, user)
    // What is on its way may have been read before the change.
    if (known.fetchStatus === 'fetching') void queryClient.invalidateQueries({ queryKey, exact: true })
  })
}
