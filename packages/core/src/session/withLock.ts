/**
 * Runs `work` under a Web Lock, or without one where there are none, where they are denied, and after a while of
 * waiting: whoever holds it may be frozen.
 */
export async function withLock<T>(name: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks
  if (!locks) return work()
  let isMyTurn = false
  try {
    return await locks.request(name, { signal: AbortSignal.timeout(patienceMs) }, () => {
      isMyTurn = true
      return work()
    })
  } catch (error) {
    if (isMyTurn) throw error
    return work()
  }
}
