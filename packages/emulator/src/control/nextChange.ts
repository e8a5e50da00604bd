import type { Controlled } from './Controlled.ts'

/** How long a request for the next change is kept waiting, in milliseconds. */
const PATIENCE_MS = 15_000

/**
 * Waits until the emulator is at another revision than `since`, or for some seconds.
 *
 * @returns The revision it is at.
 */
export function nextChange(
  { emulator, revision }: Pick<Controlled, 'emulator' | 'revision'>,
  since: number | null,
  signal: AbortSignal,
): Promise<number> {
  if (revision() !== since) return Promise.resolve(revision())
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      unsubscribe()
      signal.removeEventListener('abort', finish)
      resolve(revision())
    }
    const timer = setTimeout(finish, PATIENCE_MS)
    const unsubscribe = emulator.subscribe(finish)
    signal.addEventListener('abort', finish, { once: true })
  })
}
