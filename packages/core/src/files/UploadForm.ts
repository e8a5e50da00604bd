import { localNow } from '../client/localNow.ts'
import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { readText, unwrap } from '../wire/fields.ts'
import type { CubeFile } from '../wire/file.ts'

/** How a file's content gets to the storage: one signed form, good for one file and about an hour. */
export interface UploadForm {
  /** Where to send it. */
  readonly url: string
  /** What goes along, in this order; the content comes last. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Until when the storage takes it, ms since 1970 by this device's clock; `null` when that is not known. */
  readonly expires_at: number | null
}

/** A form that ends so soon is not worth beginning with. */
const leastMs = 30_000

/** Whether the time of a form is over, or as good as over. */
export function isFormOver(client: CubeClient, { expires_at }: UploadForm): boolean {
  return expires_at !== null && expires_at - leastMs <= localNow(client)
}

/**
 * Reads the form from an answer that holds `blob_object_access`. Throws `protocol` when there is none.
 *
 * @param askedAt When the answer was asked for, ms since 1970 by this device's clock.
 */
export function parseUploadForm(answer: unknown, file: CubeFile, askedAt: number): UploadForm {
  const access = unwrap(unwrap(answer, 'blob'), 'blob_object_access')
  const params = readText(access['params'])
  const [url, query] = params?.split(/\?(.*)/s) ?? []
  if (!url || !query) throw new CubeError('protocol')
  // Both are the server's time, so that a wrong clock of this device makes no difference. The file was made after it was
  // asked for: the form may last a little longer, but never less.
  const lifeMs = Date.parse(readText(access['expires']) ?? '') - Date.parse(file.created_at ?? '')
  return {
    url,
    fields: query.split('&').map(readField),
    expires_at: Number.isFinite(lifeMs) ? askedAt + lifeMs : null,
  }
}

/** Only percent signs are undone: a plus is a plus, as it is in signatures and in the official SDK. */
function readField(pair: string): readonly [name: string, value: string] {
  const [name = '', value = ''] = pair.split(/=(.*)/s)
  try {
    return [decodeURIComponent(name), decodeURIComponent(value)]
  } catch {
    throw new CubeError('protocol')
  }
}
