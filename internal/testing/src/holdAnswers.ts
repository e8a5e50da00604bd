import type { Emulator } from '@cubekit/emulator'

/** Answers that wait to be let through. */
export interface HeldAnswers {
  /** The emulator's fetch, except that held answers wait. */
  readonly fetch: Emulator['fetch']
  /**
   * Keeps back the answers to requests whose path and query, or method, path and query (`GET /session`), begins with
   * `path`, once the emulator has made them. The query reads as before it was encoded: `/users/v2?id[in][]=7`.
   */
  hold(path: string): {
    /** Settles when the first such answer is there. */
    readonly arrived: Promise<void>
    /** Lets these answers, and later ones, through. */
    release(): void
  }
}

/** Makes races repeatable: the test says which answer arrives when. */
export function holdAnswers(emulator: Emulator): HeldAnswers {
  const holds = new Set<{ path: string; arrive: () => void; released: Promise<void> }>()
  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      const { pathname, search } = new URL(request.url)
      const url = pathname + decodeURIComponent(search)
      const answer = await emulator.fetch(request)
      for (const held of holds) {
        const names = [url, `${request.method} ${url}`]
        if (!names.some((name) => name.startsWith(held.path))) continue
        held.arrive()
        await held.released
      }
      return answer
    },
    hold(path) {
      const arrival = Promise.withResolvers<void>()
      const { promise: released, resolve } = Promise.withResolvers<void>()
      const held = { path, arrive: arrival.resolve, released }
      holds.add(held)
      return {
        arrived: arrival.promise,
        release() {
          holds.delete(held)
          resolve()
        },
      }
    },
  }
}
