import type { Tabs } from './Tabs.ts'

const checkEveryMs = 5 * 60_000

/**
 * Uses a guest's session now and then while the person can see the page: nobody can sign in as the same guest
 * again. Users can, so an idle user's session is left to end.
 *
 * @param use Uses the session if that is due.
 * @returns A function that ends it.
 */
export function keepGuestAlive(tabs: Tabs, use: () => Promise<void>): () => void {
  const timer = setInterval(() => {
    // What fails is tried again at the next check.
    if (tabs.isVisible()) void tabs.alone(use).catch(() => {})
  }, checkEveryMs)
  return () => clearInterval(timer)
}
