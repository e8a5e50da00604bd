import { CubeError } from '../errors/CubeError.ts'
import { whileMoving } from '../timing/whileMoving.ts'

/** One form for the storage. */
export interface Posting {
  readonly url: string
  readonly body: FormData
  /** Of the content, in bytes. */
  readonly size: number
  /** The client's own, if it has one. */
  readonly fetch: typeof globalThis.fetch | undefined
  /** Told how much of the content was sent, in bytes. */
  readonly onSent: (bytes: number) => void
}

/** What the storage says. */
export interface StorageAnswer {
  readonly status: number
  /** Empty unless it is an error. */
  readonly text: string
}

/** Without any progress for so long, in ms, an upload is given up. */
const stallMs = 20_000
/** `fetch` tells of no progress: it gets the time that a slow connection needs, in bytes per ms. */
const slowest = 10

/**
 * Sends a form, without headers of our own.
 *
 * With `XMLHttpRequest`, because `fetch` tells nothing of what was sent. A page that listens to that asks for a CORS
 * preflight, which the storage answers as it does the form.
 */
export function post(posting: Posting, signal: AbortSignal): Promise<StorageAnswer> {
  const { fetch, size } = posting
  return fetch || typeof XMLHttpRequest === 'undefined'
    ? whileMoving(
        (stop) => postByFetch(posting, fetch ?? globalThis.fetch, stop),
        stallMs + size / slowest,
        signal,
      )
    : whileMoving((stop, moved) => postByXhr(posting, stop, moved), stallMs, signal)
}

async function postByFetch(
  { url, body, size, onSent }: Posting,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<StorageAnswer> {
  onSent(0)
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      signal,
      credentials: 'omit',
      // The content goes to the allowed server and nowhere else. `XMLHttpRequest` cannot be told so.
      redirect: 'error',
    })
    const { ok, status } = response
    if (ok) await response.body?.cancel()
    const answer = { status, text: ok ? '' : await response.text() }
    if (ok && !signal.aborted) onSent(size)
    return answer
  } catch {
    throw new CubeError('unreachable')
  }
}

function postByXhr(
  { url, body, size, onSent }: Posting,
  signal: AbortSignal,
  moved: () => void,
): Promise<StorageAnswer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    const tell = (sent: number): void => {
      if (!signal.aborted) onSent(sent)
    }
    xhr.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      moved()
      // The fields go first: what they weigh is no part of the content.
      const fields = lengthComputable ? total - size : 0
      tell(Math.min(size, Math.max(0, loaded - fields)))
    })
    xhr.addEventListener('progress', moved)
    xhr.addEventListener('load', () => {
      const ok = xhr.status >= 200 && xhr.status < 300
      if (ok) tell(size)
      resolve({ status: xhr.status, text: ok ? '' : xhr.responseText })
    })
    xhr.addEventListener('error', () => reject(new CubeError('unreachable')))
    signal.addEventListener('abort', () => xhr.abort())
    xhr.open('POST', url)
    tell(0)
    xhr.send(body)
  })
}
