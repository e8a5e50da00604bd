import type { CubeClient, CubeClientOptions, SessionStorage } from '@cubekit/core'
import type { Stage } from '@cubekit/testing'

/** What a test does with the requests of a page. Each may wait, and throw as a broken network does. */
export interface Wire {
  /** Before the server hears of it; or it never does, and this answers. */
  readonly before?: (request: string) => Promise<Response | void>
  /** Once the server has done it, and before the page hears of that. */
  readonly after?: (request: string) => Promise<void>
}

/** A client that can die, as a tab that is killed. */
export interface Page {
  readonly client: CubeClient
  /** From now on it sends, hears, reads and writes nothing. */
  readonly kill: () => void
}

/** Opens a client on a storage that others may share: the tabs of a browser, or what comes after a crash. */
export function openPage(
  { open, emulator }: Stage,
  storage: SessionStorage,
  wire: Wire = {},
  options: Partial<CubeClientOptions> = {},
): Page {
  let isDead = false
  const beAlive = (): void => {
    if (isDead) throw new TypeError('Failed to fetch')
  }
  const client = open({
    ...options,
    async fetch(input, init) {
      const request = new Request(input, init)
      const name = `${request.method} ${new URL(request.url).pathname}`
      beAlive()
      const instead = await wire.before?.(name)
      // What is broken off here may arrive there all the same.
      const { signal } = new AbortController()
      const answer = instead ?? (await emulator.fetch(new Request(request, { signal })))
      await wire.after?.(name)
      beAlive()
      return answer
    },
    storage: {
      async read(key) {
        beAlive()
        return storage.read(key)
      },
      async update(key, decide) {
        beAlive()
        await storage.update(key, decide)
      },
      close() {},
    },
  })
  return {
    client,
    kill: () => {
      isDead = true
    },
  }
}
