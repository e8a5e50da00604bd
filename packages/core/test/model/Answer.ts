import type { Page, Scheduler } from './Scheduler.ts'

/** What a client uses of a `Response`. */
export interface Answer {
  readonly ok: boolean
  readonly status: number
  readonly headers: { readonly get: (name: string) => string | null }
  readonly text: () => Promise<string>
}

/** Makes an answer whose body arrives some time after its headers. */
export function answerOf(
  { status, body }: { status: number; body: unknown },
  scheduler: Scheduler,
  page: Page,
  signal: AbortSignal | null,
  date: string | null,
): Answer {
  const headers: Record<string, string | null> = { Date: date, 'Retry-After': status === 429 ? '20' : null }
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: { get: (name) => headers[name] ?? null },
    text: () =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        const text = typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body)
        scheduler.later(page, `body of the ${status}`, () => resolve(text))
      }),
  }
}

/** What `fetch` rejects with when nothing comes back, whatever the reason. */
export function networkError(): TypeError {
  return new TypeError('Failed to fetch')
}
