import type { CubeClient } from './CubeClient.ts'
import { isSameScope, type Scope } from '../session/scope.ts'

/**
 * Something kept in memory on behalf of whoever is signed in: it is gone the moment that changes, and made anew for
 * whoever comes next.
 */
export function scopedMemory<T>(make: (client: CubeClient, scope: Scope) => T): (client: CubeClient) => T {
  const byClient = new WeakMap<CubeClient, Kept<T>>()
  return (client) => {
    const present = client.scope()
    let kept = byClient.get(client)
    if (!kept) {
      const first: Kept<T> = { scope: present, value: null }
      kept = first
      byClient.set(client, first)
      client.subscribe(() => keepApart(first, client.scope()))
    }
    // Another listener of the session may come before ours.
    keepApart(kept, present)
    return (kept.value ??= make(client, present))
  }
}

interface Kept<T> {
  scope: Scope
  value: T | null
}

function keepApart<T>(kept: Kept<T>, present: Scope): void {
  if (!isSameScope(kept.scope, present)) kept.value = null
  kept.scope = present
}
