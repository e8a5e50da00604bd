import type { CubeClient } from '../client/CubeClient.ts'
import { type AvatarOwner, isInData, readAvatarFields } from './avatarFields.ts'

/**
 * The uid of a user's avatar, `null` without one. With `avatars: { in: 'custom_data' }`, what `custom_data.avatar_uid`
 * says comes before the user's own field. Anybody can write anything there: what cannot be a uid is none.
 *
 * @example
 * const uid = avatarUid(client, user)
 * const { url } = uid ? await getFileUrl(client, uid) : { url: null }
 *
 * Source: ConnectyCube documentation, "User avatar", for JavaScript, iOS and Android.
 */
export function avatarUid(client: CubeClient, user: AvatarOwner): string | null {
  const uid = namedAvatar(client, user)
  return uid !== null && isUid(uid) ? uid : null
}

/** What a profile names as the avatar, whether that can be a file or not. */
export function namedAvatar(client: CubeClient, user: AvatarOwner): string | null {
  return isInData(client) ? (readAvatarFields(user).inData ?? user.avatar) : user.avatar
}

/** Whether a text can be a file's uid. */
export function isUid(text: string): boolean {
  return /^[\w-]{1,200}$/.test(text)
}
