/** How some work ended. */
export type Settled<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'failed'; readonly error: unknown }
  | { readonly outcome: 'timeout' }

/** Waits for work of which nobody knows whether it ends. Never rejects. */
export function settlesWithin<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<Settled<T>> {
  const patience = new AbortController()
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ outcome: 'timeout' })
      patience.abort()
    }, ms)
    const settle = (settled: Settled<T>): void => {
      clearTimeout(timer)
      resolve(settled)
    }
    // In a promise of its own, so that what throws at once counts as failed too.
    Promise.resolve()
      .then(() => work(patience.signal))
      .then(
        (value) => settle({ outcome: 'done', value }),
        (error: unknown) => settle({ outcome: 'failed', error }),
      )
  })
}
