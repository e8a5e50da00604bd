import type { Stage } from '@cubekit/testing'

/** One pixel, as a PNG. */
export const picture: Blob = new Blob(
  [
    Uint8Array.from(
      atob(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      ),
      (letter) => letter.charCodeAt(0),
    ),
  ],
  { type: 'image/png' },
)

/** What the server has of somebody's avatar. */
export interface Album {
  /** The uid in the profile's own field. */
  readonly avatar: string | null
  /** The uid in `custom_data`. */
  readonly inData: string | null
  /** Whether every file to which the profile points is all there. */
  readonly isWhole: boolean
  /** Files to which it does not point. */
  readonly others: readonly string[]
}

/** Looks at somebody's profile and files. */
export function albumOf({ emulator }: Stage, user: number): Album {
  const { avatar = null, custom_data = null } = emulator.db.users.get(user) ?? {}
  const inData: string | null = (custom_data && JSON.parse(custom_data).avatar_uid) ?? null
  const used = [avatar, inData].filter((uid) => uid !== null)
  const files = [...emulator.db.blobs.list()].filter(({ userId }) => userId === user)
  const complete = files.filter(({ object, completedAt }) => object && completedAt).map(({ uid }) => uid)
  return {
    avatar,
    inData,
    isWhole: used.every((uid) => complete.includes(uid)),
    others: files.flatMap(({ uid }) => (used.includes(uid) ? [] : [uid])),
  }
}
