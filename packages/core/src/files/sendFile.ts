import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { callSafely } from '../session/events.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions } from '../transport/request.ts'
import { checkUploadUrl } from './checkUploadUrl.ts'
import { createLine, type Line } from './createLine.ts'
import { post, type StorageAnswer } from './post.ts'
import { storageError } from './storageError.ts'
import type { UploadForm } from './UploadForm.ts'

/** What sending a file's content accepts. */
export interface SendOptions extends RequestOptions {
  /**
   * Told how much of the content was sent, in bytes. With a `fetch` of your own, and where there is no `XMLHttpRequest`,
   * it hears of the beginning and the end only.
   */
  onProgress?: ((sent: number, total: number) => void) | undefined
}

/**
 * Sends a file's content to the storage, by the form that came with the file. Nothing of the session goes along. How long
 * it may take depends on whether it moves: 20 s without progress end it. Three go on at a time; more wait for their turn.
 *
 * @throws CubeError `rejected` when the storage refuses it, with the storage's own code in `details` (`AccessDenied`,
 * `EntityTooLarge`), `unreachable`, also when the storage does not allow this page to read its answer (CORS), `timeout`,
 * `rate-limited`, `server-error`, `protocol`, `aborted`, `session-changed` when the user changes meanwhile, and
 * `invalid-argument` when the form is for another server than `uploadOrigins` allows.
 * @example
 * await sendFile(client, form, photo, { onProgress: (sent, total) => show(sent / total) })
 *
 * Source: ConnectyCube server API, "Storage", "Upload a file"; Amazon S3, "Browser-based uploads using POST".
 */
export async function sendFile(
  client: CubeClient,
  form: UploadForm,
  content: Blob,
  { signal, scope: givenScope, onProgress }: SendOptions = {},
): Promise<void> {
  checkUploadUrl(client, form.url)
  if (client.getSession().status === 'loading') await abortable(client.ready(), signal)
  const options = { signal, scope: givenScope ?? client.scope(), onProgress }
  await uploads(client, () => sendAtOnce(client, form, content, options), signal)
}

/**
 * Few uploads of one client go on at once: a browser opens six connections to a host, for all tabs together, and what
 * waits for one would look as if it had stalled.
 */
export const uploads: Line = createLine(3)

/** {@link sendFile} for who has a place among the {@link uploads} already. */
export async function sendAtOnce(
  client: CubeClient,
  form: UploadForm,
  content: Blob,
  { signal, scope, onProgress }: SendOptions & { readonly scope: Scope },
): Promise<void> {
  checkUploadUrl(client, form.url)
  const body = new FormData()
  for (const [name, value] of form.fields) body.append(name, value)
  body.append('file', content)

  const stop = new AbortController()
  const isOver = (): boolean => !isSameScope(scope, client.scope())
  const look = (): void => {
    if (signal?.aborted || isOver()) stop.abort()
  }
  const unsubscribe = client.subscribe(look)
  signal?.addEventListener('abort', look)
  look()
  try {
    const { size } = content
    const { fetch } = client[internals].options
    const onSent = (sent: number): void => callSafely(() => onProgress?.(sent, size))
    const answer = await post({ url: form.url, body, size, fetch, onSent }, stop.signal)
    if (!isTaken(form, answer)) throw storageError(answer)
  } catch (error) {
    throw isOver() ? new CubeError('session-changed') : error
  } finally {
    signal?.removeEventListener('abort', look)
    unsubscribe()
  }
}

/** Any other success than the one that the form asks for is somebody else's, such as a captive portal's page. */
function isTaken({ fields }: UploadForm, { status }: StorageAnswer): boolean {
  const asked = fields.find(([name]) => name.toLowerCase() === 'success_action_status')?.[1]
  return asked === undefined ? status >= 200 && status < 300 : status === Number(asked)
}
