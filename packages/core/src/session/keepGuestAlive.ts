import type { Tabs } from './Tabs.ts'

const checkEveryMs = 5 * 60_000
/** Well before the two hours after which the server forgets an unused session. */
const restMs = 75 * 60_000

/** What it needs to know of the session. */
export interface GuestSession {
  /** How long ago the server accepted the guest's session, in ms; `null` when no guest is signed in. */
  readonly idleMs: () => number | null
  /** Uses the session, so that it lasts. */
  readonly use: () => Promise<void>
}

/**
 * Uses a guest's session now and then while the person can see the page: nobody can sign in as the same guest
 * again. Users can, so an idle user's session is left to end.
 *
 * @returns A function that ends it.
 */
export function keepGuestAlive(tabs: Tabs, { idleMs, use }: GuestSession): () => void {
  const timer = setInterval(() => {
    const isDue = (): boolean => (idleMs() ?? 0) > restMs
    if (!isDue() || !tabs.isVisible()) return
    // It is tried again at the next check.
    void tabs.alone(async () => (isDue() ? use() : undefined)).catch(() => {})
  }, checkEveryMs)
  return () => clearInterval(timer)
}
