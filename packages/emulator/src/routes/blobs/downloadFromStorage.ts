import { BUCKET_PATH } from '../../storage/bucket.ts'
import { checkDownload } from '../../storage/downloadUrl.ts'
import { StorageError, storageErrorAnswer } from '../../storage/StorageError.ts'
import type { Answer, CallRequest, Route } from '../route.ts'

/** GET from the storage: a file's content, to whoever has its signed address, or the key of a public file. */
export const downloadFromStorage: Route = {
  method: 'GET',
  path: `${BUCKET_PATH}/:key`,
  async answer(request) {
    try {
      return await read(request)
    } catch (error) {
      if (error instanceof StorageError) return storageErrorAnswer(error)
      throw error
    }
  },
}

async function read({ world, params, url }: CallRequest): Promise<Answer> {
  const blob = world.db.blobs.findByUid(params['key'] ?? '')
  const isSigned = url.searchParams.has('X-Amz-Signature')
  if (!blob?.isPublic || isSigned) {
    checkDownload(url, { now: world.now(), secret: world.settings.authSecret })
  }
  const object = blob?.object ?? null
  const content = object === null ? undefined : await world.contents.get(object.hash)
  if (blob === undefined || object === null || content === undefined) {
    throw new StorageError(404, 'NoSuchKey', 'The specified key does not exist.', {
      Key: params['key'] ?? '',
    })
  }
  const cacheControl = isSigned ? url.searchParams.get('response-cache-control') : null
  return {
    status: 200,
    headers: {
      ETag: `"${object.hash.slice(0, 32)}"`,
      // Somebody else's file is shown under the emulator's own address: it must not act in its name.
      'Content-Security-Policy': 'sandbox',
      'X-Content-Type-Options': 'nosniff',
      ...(cacheControl === null ? {} : { 'Cache-Control': cacheControl }),
    },
    content: { type: blob.contentType, data: content },
  }
}
