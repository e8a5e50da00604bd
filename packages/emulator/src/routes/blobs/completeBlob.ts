import { isGroup } from '../../rules/parameters.ts'
import { readSize } from '../../rules/validateBlob.ts'
import { defineRoute, type Route } from '../route.ts'
import { ownBlob } from './ownBlob.ts'

/**
 * PUT and POST /blobs/{id}/complete: declares that the content is there. The size comes in `blob` or bare,
 * and is believed. It may be declared again.
 */
export const completeBlob: readonly Route[] = (['PUT', 'POST'] as const).map((method) =>
  defineRoute({
    method,
    path: '/blobs/:id{[0-9]+}/complete',
    access: 'user',
    handle(call) {
      const { world, body } = call
      const blob = ownBlob(call)
      const size = readSize(isGroup(body['blob']) ? body['blob'] : body)
      const now = world.now()
      world.db.blobs.update({ ...blob, size, updatedAt: now, completedAt: blob.completedAt ?? now })
      return { status: 200 }
    },
  }),
)
