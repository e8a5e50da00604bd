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
  const text = user.custom_data?.trim() ?? 'null'
  if (text !== 'null' && !readData(text)) {
    throw new CubeError('validation', { fields: { custom_data: ['is not a JSON object'] } })
  }
  // As they are written: numbers may be longer than JavaScript's.
  const others = membersOf(text === 'null' ? '{}' : text).filter((member) => !isOfAvatar(member))
  const members = inData === null ? others : [...others, `"avatar_uid":${JSON.stringify(inData)}`]
  return { avatar, custom_data: members.length === 0 ? null : `{${members.join()}}` }
}

/** The members of a JSON object, as they are written. */
function membersOf(text: string): readonly string[] {
  const inner = text.slice(1, -1)
  const strings = /"(?:[^"\\]|\\.)*"/y
  const ends: number[] = []
  let depth = 0
  for (let at = 0; at < inner.length; at++) {
    strings.lastIndex = at
    if (strings.test(inner)) at = strings.lastIndex - 1
    else if (/[[{]/.test(inner[at] ?? '')) depth++
    else if (/[\]}]/.test(inner[at] ?? '')) depth--
    else if (inner[at] === ',' && depth === 0) ends.push(at)
  }
  return [...ends, inner.length]
    .map((end, nth) => inner.slice((ends[nth - 1] ?? -1) + 1, end).trim())
    .filter((member) => member !== '')
}

function isOfAvatar(member: string): boolean {
  return 'avatar_uid' in JSON.parse(`{${member}}`)
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
