import type { Tabs, TabsListener } from '@cubekit/core'

/** One tab of a {@link TabGroup}, and what happens to its page. */
export interface TestTab extends Tabs {
  /** The browser puts the page to sleep: it hears nothing from now on. */
  sleep(): void
  /** The page is back. */
  wake(): void
  /** The network is back. */
  goOnline(): void
  /** How many clients listen at this moment. */
  listeners(): number
}

/** Tabs of one browser, that hear each other at once and take turns. */
export interface TabGroup {
  open(): TestTab
  /** What the tabs have told each other. */
  readonly messages: unknown[]
}

/** Makes tabs without a browser. */
export function createTabGroup(): TabGroup {
  const listeners = new Set<{ tab: TestTab; listener: TabsListener; isAsleep: () => boolean }>()
  const messages: unknown[] = []
  let turn: Promise<unknown> = Promise.resolve()
  return {
    messages,
    open() {
      let isAsleep = false
      const each = (what: (listener: TabsListener) => void): void => {
        for (const entry of [...listeners].filter(({ tab: of }) => of === tab)) what(entry.listener)
      }
      const tab: TestTab = {
        announce(version) {
          messages.push(version)
          const others = [...listeners].filter((entry) => entry.tab !== tab && !entry.isAsleep())
          for (const { listener } of others) listener.changed(version)
        },
        listen(listener) {
          const entry = { tab, listener, isAsleep: () => isAsleep }
          listeners.add(entry)
          return () => void listeners.delete(entry)
        },
        alone(work) {
          const mine = turn.then(work)
          turn = mine.catch(() => {})
          return mine
        },
        isVisible: () => !isAsleep,
        sleep() {
          isAsleep = true
          each((listener) => listener.slept())
        },
        wake() {
          isAsleep = false
          each((listener) => listener.woke())
        },
        goOnline: () => each((listener) => listener.online()),
        listeners: () => [...listeners].filter((entry) => entry.tab === tab).length,
      }
      return tab
    },
  }
}
