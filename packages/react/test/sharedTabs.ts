import type { Tabs, TabsListener } from '@cubekit/core'

/** What is around several clients of one test: each sees the others as other tabs. */
export interface SharedTabs {
  /** The surroundings of one more tab. */
  readonly open: () => Tabs
  /** How many listen at this moment. */
  readonly listening: () => number
  /** How often somebody began to listen. */
  readonly begun: () => number
}

/** Makes tabs that hear each other in the next microtask, and counts those who listen. */
export function createSharedTabs(): SharedTabs {
  const listeners = new Set<TabsListener>()
  let begun = 0
  let turn: Promise<unknown> = Promise.resolve()
  return {
    open() {
      const own = new Set<TabsListener>()
      return {
        announce(version) {
          for (const listener of listeners) {
            if (!own.has(listener)) queueMicrotask(() => listener.changed(version))
          }
        },
        listen(listener) {
          begun++
          // Apart even if the same listener comes twice.
          const heard = { ...listener }
          listeners.add(heard)
          own.add(heard)
          return () => {
            listeners.delete(heard)
            own.delete(heard)
          }
        },
        alone(work) {
          const mine = turn.then(work)
          turn = mine.catch(() => {})
          return mine
        },
        isVisible: () => true,
      }
    },
    listening: () => listeners.size,
    begun: () => begun,
  }
}
