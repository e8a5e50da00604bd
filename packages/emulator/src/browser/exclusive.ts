/** Runs one piece of work at a time, in all tabs of the origin where the browser has locks for that. */
export function createExclusive(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return inTurn
  return async (work) => {
    let started = false
    try {
      return await navigator.locks.request(name, () => {
        started = true
        return work()
      })
    } catch (error) {
      if (started) throw error
      // Refused, as to a sandboxed frame, which has no other tabs to agree with anyway.
      return inTurn(work)
    }
  }
}
