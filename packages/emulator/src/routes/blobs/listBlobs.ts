import { blobAnswer } from '../../rules/blobAnswer.ts'
import { pageOf, readPaging } from '../../rules/paging.ts'
import { defineRoute, type Route } from '../route.ts'

/** GET /blobs: the caller's own files, the oldest first, a page at a time. */
export const listBlobs: Route = defineRoute({
  method: 'GET',
  path: '/blobs',
  access: 'user',
  handle: ({ world: { db, settings }, query, caller }) => ({
    status: 200,
    body: pageOf(db.blobs.listOf(caller.user.id), readPaging(query), (blob) => ({
      blob: blobAnswer(blob, settings.appId),
    })),
  }),
})
