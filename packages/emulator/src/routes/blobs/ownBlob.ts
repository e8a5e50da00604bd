import type { EmulatorBlob } from '../../db/blob.ts'
import { ApiError } from '../../rules/ApiError.ts'
import { unobservedErrors } from '../../rules/unobserved.ts'
import type { Call } from '../route.ts'

/** The file that a path names. @throws `ApiError` 404 when there is none. */
export function namedBlob({ world, params }: Pick<Call, 'world' | 'params'>): EmulatorBlob {
  const { id, uid } = params
  const blob = id === undefined ? world.db.blobs.findByUid(uid ?? '') : world.db.blobs.get(Number(id))
  if (blob === undefined) throw new ApiError(unobservedErrors.blobNotFound)
  return blob
}

/** The file that a path names, if it is the caller's own. @throws `ApiError` 404 or 403. */
export function ownBlob(call: Call<'user'>): EmulatorBlob {
  const blob = namedBlob(call)
  if (blob.userId !== call.caller.user.id) throw new ApiError(unobservedErrors.blobNotOwned)
  return blob
}
