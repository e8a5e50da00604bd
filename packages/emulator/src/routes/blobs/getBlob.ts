import { blobAnswer } from '../../rules/blobAnswer.ts'
import { defineRoute, type Route } from '../route.ts'
import { namedBlob } from './ownBlob.ts'

/** GET /blobs/{id}: what is known about a file. */
export const getBlob: Route = defineRoute({
  method: 'GET',
  path: '/blobs/:id{[0-9]+}',
  access: 'session',
  handle: (call) => ({
    status: 200,
    body: { blob: blobAnswer(namedBlob(call), call.world.settings.appId) },
  }),
})
