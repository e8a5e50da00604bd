import { writeAccess } from '../../rules/blobAccess.ts'
import { blobAnswer } from '../../rules/blobAnswer.ts'
import { isGroup, textOf } from '../../rules/parameters.ts'
import { validateBlob } from '../../rules/validateBlob.ts'
import { defineRoute, type Route } from '../route.ts'

/** POST /blobs: makes a file, and says where its content is to be uploaded. */
export const createBlob: Route = defineRoute({
  method: 'POST',
  path: '/blobs',
  access: 'user',
  handle(call) {
    const { world, body, caller } = call
    const given = isGroup(body['blob']) ? body['blob'] : {}
    const blob = world.db.blobs.create(
      {
        ...validateBlob(given),
        isPublic: ['true', '1'].includes(textOf(given['public']) ?? ''),
        userId: caller.user.id,
      },
      world.now(),
    )
    return { status: 201, body: { blob: blobAnswer(blob, world.settings.appId, writeAccess(call, blob)) } }
  },
})
