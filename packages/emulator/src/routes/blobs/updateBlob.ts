import { writeAccess } from '../../rules/blobAccess.ts'
import { blobAnswer } from '../../rules/blobAnswer.ts'
import { isGroup, textOf } from '../../rules/parameters.ts'
import { validateBlob } from '../../rules/validateBlob.ts'
import { defineRoute, type Route } from '../route.ts'
import { ownBlob } from './ownBlob.ts'

/** PUT /blobs/{id}: renames a file, changes its type, or (`new`) asks to upload other content. */
export const updateBlob: Route = defineRoute({
  method: 'PUT',
  path: '/blobs/:id{[0-9]+}',
  access: 'user',
  handle(call) {
    const { world, body } = call
    const given = isGroup(body['blob']) ? body['blob'] : {}
    const present = ownBlob(call)
    const blob = { ...present, ...validateBlob(given, present), updatedAt: world.now() }
    world.db.blobs.update(blob)
    const access = ['1', 'true'].includes(textOf(given['new']) ?? '') ? writeAccess(call, blob) : undefined
    return { status: 200, body: { blob: blobAnswer(blob, world.settings.appId, access) } }
  },
})
