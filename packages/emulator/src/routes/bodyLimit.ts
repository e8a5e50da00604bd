import { apiPath } from '../rules/apiPath.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { BUCKET_PATH, MAX_FILE_BYTES } from '../storage/bucket.ts'
import { StorageError, storageErrorAnswer } from '../storage/StorageError.ts'
import { toResponse } from './toResponse.ts'

const MEBIBYTE = 1_048_576

/** How much a request's body may be, and what to answer when it is more. */
export interface BodyLimit {
  readonly bytes: number
  refuse(): Response
}

const ordinary: BodyLimit = {
  bytes: MEBIBYTE,
  refuse: () =>
    toResponse(unobservedErrors.bodyTooLarge('1 MiB'), {
      Connection: 'close',
    }),
}

const upload: BodyLimit = {
  // The form around the file has its own fields.
  bytes: MAX_FILE_BYTES + MEBIBYTE,
  refuse: () =>
    toResponse(
      storageErrorAnswer(
        new StorageError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
          MaxSizeAllowed: String(MAX_FILE_BYTES),
        }),
      ),
      { Connection: 'close' },
    ),
}

/** The limit for a request: a mebibyte, but for uploads to the storage. */
export function bodyLimit(method: string, url: string): BodyLimit {
  const isUpload = method === 'POST' && apiPath(new URL(url, 'http://localhost').href) === BUCKET_PATH
  return isUpload ? upload : ordinary
}
