import { FIRST_BLOB_ID } from '../blobs.ts'
import { buildUser, userDate, type EmulatorUser } from '../user.ts'
import { inventPerson, seededPassword } from './inventPerson.ts'
import { createRandom } from './random.ts'
import { isPictured, seedAvatar, type SeededFile } from './seedAvatar.ts'
import type { SeededPerson, SeedUser } from './SeedUser.ts'

const FIRST_ID = 1_000_001

/** The people an emulator starts with, and the passwords that are theirs from the start. */
export interface Population {
  readonly users: readonly EmulatorUser[]
  readonly people: readonly SeededPerson[]
  /** Their pictures. */
  readonly files: readonly SeededFile[]
  /** Tells two populations apart: a saved state belongs to the one it grew from. */
  readonly fingerprint: string
}

/**
 * Makes the people of a seed. The same arguments always make the same people, and the first ten of a
 * thousand are the ten one would get by asking for ten.
 *
 * @param avatars - Whether some of the invented people have a picture.
 */
export function seedPeople(
  wanted: number | readonly SeedUser[],
  seed: number,
  avatars: boolean = false,
): Population {
  if (typeof wanted !== 'number') return givenPeople(wanted, seed)
  if (!Number.isInteger(wanted) || wanted < 0)
    throw new RangeError('`users` must be a whole number, 0 or more.')
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError('`seed` must be a whole number, 0 or more.')
  const taken = new Set<string>()
  const users = Array.from({ length: wanted }, (_, index) =>
    inventPerson(seed, FIRST_ID + index, index, taken),
  )
  const pictured = users.filter(({ id }, index) => avatars && isPictured(seed, id, index))
  return {
    ...withPictures(users, pictured, seed),
    people: users.map((user) => personOf(user, seededPassword(seed, user.id))),
    fingerprint: `people ${wanted} of seed ${seed}${avatars ? ', with avatars' : ''}`,
  }
}

function givenPeople(given: readonly SeedUser[], seed: number): Population {
  const users: EmulatorUser[] = []
  const pictured: EmulatorUser[] = []
  const people: SeededPerson[] = []
  const known = new Set<string | number>()
  const claim = (value: string | number | null | undefined): void => {
    if (value === null || value === undefined) return
    if (known.has(value)) throw new TypeError(`Two seed users share "${value}".`)
    known.add(value)
  }
  given.forEach(({ id = FIRST_ID + users.length, password, avatar, ...fields }, index) => {
    if (!fields.login && !fields.email) throw new TypeError(`Seed user ${index} needs a login or an email.`)
    for (const value of [id, fields.login, fields.email]) claim(value)
    const random = createRandom(seed, id)
    const since = userDate(Date.UTC(2025, 0, 1) + index * 60_000)
    const user = buildUser(
      { _id: random.hex(24), id, created_at: since, updated_at: since },
      { ...fields, ...(typeof avatar === 'string' && { avatar }) },
    )
    users.push(user)
    if (avatar === true) pictured.push(user)
    people.push(personOf(user, password ?? seededPassword(seed, id)))
  })
  const drawn = withPictures(users, pictured, seed)
  return { ...drawn, people, fingerprint: `given ${JSON.stringify(drawn.users)}` }
}

function withPictures(
  users: readonly EmulatorUser[],
  pictured: readonly EmulatorUser[],
  seed: number,
): Pick<Population, 'users' | 'files'> {
  if (pictured.length === 0) return { users, files: [] }
  const files = pictured.map((user, index) => seedAvatar(seed, user, FIRST_BLOB_ID + index))
  const avatars = new Map(files.map(({ blob }) => [blob.userId, blob.uid]))
  return {
    users: users.map((user) => ({ ...user, avatar: avatars.get(user.id) ?? user.avatar })),
    files,
  }
}

function personOf(user: EmulatorUser, password: string): SeededPerson {
  return {
    id: user.id,
    login: user.login ?? '',
    email: user.email ?? '',
    full_name: user.full_name ?? '',
    password,
  }
}
