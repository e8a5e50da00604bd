import { isCount, isFields } from '../wire/fields.ts'
import { hintName, parseHint } from './hint.ts'
import type { Tabs, TabsListener } from './Tabs.ts'
import { withLock } from './withLock.ts'

/** How long a tab waits for its turn, in ms. A frozen tab may never give it. */
const patienceMs = 10_000

/**
 * The tabs of one origin: a BroadcastChannel that carries versions only, `storage` events where there is none,
 * Web Locks, and the page's own events; each only where the browser has it and allows it.
 *
 * @param key The record's key: tabs with different keys do not hear each other.
 */
export function browserTabs(key: string): Tabs {
  const name = hintName(key)
  let channel: BroadcastChannel | null = null

  return {
    announce({ epoch, rev }) {
      const to = channel ?? openChannel(name)
      to?.postMessage({ epoch, rev })
      if (to !== channel) to?.close()
    },

    listen(listener) {
      const stops: (() => void)[] = []
      const on = <Name extends keyof WindowEventMap>(
        name: Name,
        handle: (event: WindowEventMap[Name]) => void,
      ): void => {
        window.addEventListener(name, handle)
        stops.push(() => window.removeEventListener(name, handle))
      }
      const onPage = (name: string, handle: () => void): void => {
        document.addEventListener(name, handle)
        stops.push(() => document.removeEventListener(name, handle))
      }
      const tune = (): void => {
        channel?.close()
        channel = openChannel(name)
        channel?.addEventListener('message', ({ data }) => hear(listener, data))
      }
      tune()
      on('storage', ({ key: changed, newValue }) => {
        if (changed === name) hear(listener, parseHint(newValue))
      })
      on('pagehide', () => {
        listener.slept()
        // A message to a page in the back/forward cache would throw it out of there.
        channel?.close()
        channel = null
      })
      on('pageshow', ({ persisted }) => {
        if (!persisted) return
        tune()
        listener.woke()
      })
      on('focus', listener.woke)
      on('online', listener.online)
      onPage('freeze', listener.slept)
      onPage('resume', listener.woke)
      onPage('visibilitychange', () => (isVisible() ? listener.woke() : listener.slept()))
      return () => {
        for (const stop of stops) stop()
        channel?.close()
        channel = null
      }
    },

    alone: (work) => withLock(name, patienceMs, work),

    isVisible,
  }
}

function hear(listener: TabsListener, message: unknown): void {
  const { epoch, rev } = isFields(message) ? message : {}
  if (isCount(epoch) && isCount(rev)) listener.changed({ epoch, rev })
}

function isVisible(): boolean {
  return document.visibilityState === 'visible'
}

/** Old browsers have no channels, and sandboxed frames deny them. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name)
  } catch {
    return null
  }
}
