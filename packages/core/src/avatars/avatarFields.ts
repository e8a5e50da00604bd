import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import type { ProfileChanges } from '../users/updateUser.ts'
import { type Fields, isFields, readText } from '../wire/fields.ts'
import type { CubeUser } from '../wire/user.ts'

/** Where a profile can point to an avatar's file, by uid. */
export interface AvatarFields {
  readonly avatar: string | null
  /** `custom_data.avatar_uid`, as the documentation for iOS and Android has it. */
  readonly inData: string | null
}

/** What of a user is about the avatar. */
export type AvatarOwner = Pick<CubeUser, 'avatar' | 'custom_data'>

/** Whether this application keeps avatars in `custom_data`. */
export function isInData(client: CubeClient): boolean {
  return client[internals].options.avatars?.in === 'custom_data'
}

/** Both places of a profile. */
export function readAvatarFields({ avatar, custom_data }: AvatarOwner): AvatarFields {
  return { avatar, inData: readText(readData(custom_data)?.['avatar_uid']) }
}

/** Every file that a profile points to, whichever of its places counts in this application. */
export function usedUids(user: AvatarOwner): ReadonlySet<string> {
  const { avatar, inData } = readAvatarFields(user)
  return new Set([avatar, inData].filter((uid) => uid !== null))
}

/** Whether a profile says this of its avatar, in the places that count in this application. */
export function hasAvatarFields(client: CubeClient, user: AvatarOwner, wanted: AvatarFields): boolean {
  const { avatar, inData } = readAvatarFields(user)
  return avatar === wanted.avatar && (!isInData(client) || inData === wanted.inData)
}

/**
 * What to change of a profile so that it says this of its avatar. The other keys of `custom_data` stay.
 *
 * @throws CubeError `validation` with the field `custom_data` when that has no place for an avatar, being no JSON object.
 */
export function avatarChanges(
  client: CubeClient,
  user: AvatarOwner,
  { avatar, inData }: AvatarFields,
): Pick<ProfileChanges, 'avatar' | 'custom_data'> {
  if (!isInData(client) || readAvatarFields(user).inData === inData) return { avatar }
  const data = user.custom_data === null ? {} : readData(user.custom_data)
  if (data === null) {
    throw new CubeError('validation', { fields: { custom_data: ['is not a JSON object'] } })
  }
  const { avatar_uid: _, ...others } = data
  const next = inData === null ? others : { ...others, avatar_uid: inData }
  return { avatar, custom_data: Object.keys(next).length === 0 ? null : JSON.stringify(next) }
}

/** The JSON object in a text; `null` when there is none. */
function readData(text: string | null): Fields | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return isFields(value) ? value : null
  } catch {
    return null
  }
}
