import { blobAnswer } from '../../rules/blobAnswer.ts'
import { presignDownload } from '../../storage/downloadUrl.ts'
import { defineRoute, type Route } from '../route.ts'
import { namedBlob } from './ownBlob.ts'

/** GET /blobs/{uid}/object: what is known about a file, with an address to download it where asked for. */
export const getBlobObject: Route = defineRoute({
  method: 'GET',
  path: '/blobs/:uid/object',
  access: 'session',
  async handle(call) {
    const { world, query, origin } = call
    const blob = namedBlob(call)
    const isWanted = query.some(
      ({ path, value }) => path[0] === 'download_url' && !/^(0|false|)$/.test(value),
    )
    const url =
      (await world.objectUrls?.urlOf(blob)) ??
      presignDownload(blob.uid, { origin, now: world.now(), secret: world.settings.authSecret })
    // The documentation shows the first spelling, the types of the official SDK the second.
    const access = isWanted ? { dowload_url: url, download_url: url } : undefined
    return { status: 200, body: { blob: blobAnswer(blob, world.settings.appId, access) } }
  },
})
