import { defineRoute, type Route } from '../route.ts'
import { ownBlob } from './ownBlob.ts'

/** DELETE /blobs/{id}: removes a file of the caller's own, and its content. */
export const deleteBlob: Route = defineRoute({
  method: 'DELETE',
  path: '/blobs/:id{[0-9]+}',
  access: 'user',
  handle(call) {
    call.world.db.blobs.remove(ownBlob(call).id)
    return { status: 200 }
  },
})
