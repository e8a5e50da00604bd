import { hashContent } from '../../db/contents.ts'
import { BUCKET, BUCKET_PATH } from '../../storage/bucket.ts'
import { receiveUpload } from '../../storage/receiveUpload.ts'
import { StorageError, storageErrorAnswer } from '../../storage/StorageError.ts'
import { xml } from '../../storage/xml.ts'
import type { Answer, CallRequest, Route } from '../route.ts'

/** POST to the storage: takes a file's content by its signed form. It knows no sessions. */
export const uploadToStorage: Route = {
  method: 'POST',
  path: BUCKET_PATH,
  takesBytes: true,
  async answer(request) {
    try {
      return await store(request)
    } catch (error) {
      if (error instanceof StorageError) return storageErrorAnswer(error)
      throw error
    }
  },
}

async function store({ world, bytes, headers, origin }: CallRequest): Promise<Answer> {
  const { key, file, successStatus } = receiveUpload(bytes, headers.get('Content-Type') ?? '', {
    secret: world.settings.authSecret,
    now: world.now(),
  })
  const hash = hashContent(file)
  await world.contents.put(hash, file)
  const blob = world.db.blobs.findByUid(key)
  // A file deleted meanwhile takes its content along; the storage does not know, and is content.
  if (blob !== undefined) world.db.blobs.update({ ...blob, object: { hash, size: file.length } })

  const location = `${origin}${BUCKET_PATH}/${key}`
  const etag = `"${hash.slice(0, 32)}"`
  const answerHeaders = { ETag: etag, Location: location }
  if (successStatus !== 201) return { status: successStatus === 200 ? 200 : 204, headers: answerHeaders }
  const data = xml('PostResponse', { Location: location, Bucket: BUCKET, Key: key, ETag: etag })
  return { status: 201, headers: answerHeaders, content: { type: 'application/xml', data } }
}
