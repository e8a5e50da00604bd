import { ApiError } from '../../rules/ApiError.ts'
import { unobservedErrors } from '../../rules/unobserved.ts'
import { BUCKET_PATH } from '../../storage/bucket.ts'
import { presignDownload } from '../../storage/downloadUrl.ts'
import { identify } from '../access.ts'
import type { Answer, CallRequest, Route } from '../route.ts'
import { namedBlob } from './ownBlob.ts'

/**
 * GET /blobs/{uid} and /blobs/{uid}/download: sends the client on to the file's content. Private files need
 * a session, whose token may also come in the query; public ones are for everybody.
 */
export const downloadBlob: readonly Route[] = ['/blobs/:uid', '/blobs/:uid/download'].map((path) => ({
  method: 'GET',
  path,
  answer,
}))

function answer(request: CallRequest): Answer {
  const { world, origin } = request
  const blob = world.db.blobs.findByUid(request.params['uid'] ?? '')
  // Without a session nobody learns which files there are.
  if (!blob?.isPublic) request.onCaller(identify.session({ ...request, headers: headersOf(request) }))
  const { uid, isPublic, completedAt } = namedBlob(request)
  if (completedAt === null) throw new ApiError(unobservedErrors.blobNotComplete)
  const location = isPublic
    ? `${origin}${BUCKET_PATH}/${uid}`
    : presignDownload(uid, { origin, now: world.now(), secret: world.settings.authSecret })
  // Or else browsers would remember the redirect for good, beyond the end of the session.
  return { status: 301, headers: { Location: location, 'Cache-Control': 'no-cache' } }
}

function headersOf({ headers, query }: CallRequest): Headers {
  const token = query.find(({ path }) => path.length === 1 && path[0] === 'token')?.value
  if (token === undefined || headers.get('CB-Token')?.trim()) return headers
  const complete = new Headers(headers)
  try {
    complete.set('CB-Token', token)
  } catch {
    // A text that no header can carry is no token either.
    complete.set('CB-Token', '-')
  }
  return complete
}
