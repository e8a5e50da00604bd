import type { EmulatorBlob } from '../db/blob.ts'
import { userDate } from '../db/user.ts'
import { createUploadForm } from '../storage/uploadForm.ts'
import type { Call } from '../routes/route.ts'

/** The `blob_object_access` by which a file's content is uploaded. */
export function writeAccess({ world, origin }: Pick<Call, 'world' | 'origin'>, blob: EmulatorBlob): object {
  const secret = world.settings.authSecret
  const { expires, params } = createUploadForm(blob, { origin, now: world.now(), secret })
  return { id: blob.id, blob_id: blob.id, expires: userDate(expires), object_access_type: 'Write', params }
}
