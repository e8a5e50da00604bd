/**
 * How long one operation of a storage may take: so many waits of so many ms.
 *
 * Not one long wait: after a page was busy or asleep, its timer would come before the answer that is there too.
 * Not five or more: browsers let those of a hidden page wait for minutes.
 */
const waits = 4
const waitMs = 375

/**
 * Rejects after 1.5 s, whatever the work does, and tells it by the signal: what could not be written in time
 * must not be written later.
 */
export async function inTime<T>(work: (late: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_, reject) => {
    const wait = (left: number): void => {
      timer = setTimeout(() => {
        if (left > 1) return wait(left - 1)
        reject(tooLate())
        late.abort()
      }, waitMs)
    }
    wait(waits)
  })
  try {
    return await Promise.race([work(late.signal), deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** Stops work that is late. (React Native's signals have no `throwIfAborted`.) */
export function stopIfLate(late: AbortSignal): void {
  if (late.aborted) throw tooLate()
}

function tooLate(): Error {
  return new Error('The storage did not answer in time')
}
