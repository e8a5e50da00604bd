/** Runs one piece of work at a time, in all tabs of the origin where the browser has locks for that. */
export function createExclusive(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  if (typeof navigator !== 'undefined' && 'locks' in navigator) {
    return async (work) => navigator.locks.request(name, work)
  }
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}
