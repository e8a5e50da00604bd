import { type CubeClient, internals } from '../client/CubeClient.ts'
import { publicFileUrl } from '../files/publicFileUrl.ts'
import type { AvatarOwner } from './avatarFields.ts'
import { avatarUid } from './avatarUid.ts'

/**
 * The lasting address of a user's avatar, where avatars are public files (`avatars.public` of the client); else `null`.
 *
 * @example
 * const src = publicAvatarUrl(client, user)
 *
 * Source: ConnectyCube documentation for JavaScript, `storage.publicUrl`.
 */
export function publicAvatarUrl(client: CubeClient, user: AvatarOwner): string | null {
  const uid = client[internals].options.avatars?.public ? avatarUid(client, user) : null
  return uid && publicFileUrl(client, uid)
}
