import { buildUser, userDate, type EmulatorUser } from '../user.ts'
import { nameLists, type NameList } from './names.ts'
import { createRandom, type Random } from './random.ts'
import { adjectives, nouns, tags } from './words.ts'

const DAY = 86_400_000
const FAMILY_NAME_FIRST = new Set(['ja', 'ko', 'zh_CN', 'vi'])
const WITHOUT_SPACE = new Set(['ko', 'zh_CN'])
const DIALLING_CODES = [
  '1',
  '33',
  '34',
  '44',
  '48',
  '49',
  '55',
  '61',
  '81',
  '82',
  '86',
  '90',
  '380',
  '420',
  '972',
]
const MAIL_HOSTS = ['example.com', 'example.org', 'example.net']

interface Name {
  readonly full: string
  /** What a login can be made of; empty when the name is not in the Latin script. */
  readonly latin: string
}

/** Invents the person with this id. `taken` holds the logins already given away, and gets the new one. */
export function inventPerson(seed: number, id: number, index: number, taken: Set<string>): EmulatorUser {
  const random = createRandom(seed, id)
  const list = nameLists[(index + seed - 1) % nameLists.length] ?? random.pick(nameLists)
  const name = inventName(random, list)
  const login = freeLogin(random, name.latin, taken)
  const created = Date.UTC(2025, 0, 1) - random.int(0, 700 * DAY)
  const updated = created + random.int(0, 90 * DAY)
  const nameless = index >= 5 && random.chance(0.06)
  return buildUser(
    { _id: random.hex(24), id, created_at: userDate(created), updated_at: userDate(updated) },
    {
      login,
      full_name: nameless ? null : name.full,
      email: `${login}@${random.pick(MAIL_HOSTS)}`,
      phone: random.chance(0.7)
        ? `+${random.pick(DIALLING_CODES)}${random.int(100_000_000, 999_999_999)}`
        : null,
      website: random.chance(0.15) ? `http://${login.replaceAll(/[._]/g, '-')}.example` : null,
      custom_data: random.chance(0.3)
        ? JSON.stringify({ team: random.pick(nouns), level: random.int(1, 9) })
        : null,
      user_tags: inventTags(random),
      timezone: random.chance(0.6) ? random.int(-16, 24) * 30 : null,
      external_id: random.chance(0.4) ? `ext-${id}` : null,
      last_request_at: random.chance(0.85) ? userDate(updated + random.int(0, 60 * DAY)) : null,
    },
  )
}

/** The password of an invented person; nothing but the seed and the id is needed to tell it. */
export function seededPassword(seed: number, id: number): string {
  const random = createRandom(seed, id, 0x70617373)
  return `${random.pick(adjectives)}-${random.pick(nouns)}-${random.int(1000, 9999)}`
}

function inventName(random: Random, list: NameList): Name {
  const sex = random.chance(0.5) ? 'female' : 'male'
  const [first, last] = splitNames(list, sex)
  const given = random.pick(first)
  const family = random.pick(last)
  if (FAMILY_NAME_FIRST.has(list.locale)) {
    const full = WITHOUT_SPACE.has(list.locale) ? family + given : `${family} ${given}`
    return { full, latin: latinise(`${given}.${family}`) }
  }
  const isLong = random.chance(0.05)
  const full = isLong ? longName(random, given, family, first, last) : `${given} ${family}`
  return { full, latin: latinise(`${given}.${family}`) }
}

function longName(
  random: Random,
  given: string,
  family: string,
  first: readonly string[],
  last: readonly string[],
): string {
  return [
    given,
    random.pick(first),
    random.pick(first),
    family,
    `${random.pick(last)}-${random.pick(last)}`,
  ].join(' ')
}

const split = new Map<readonly [string, string], readonly [readonly string[], readonly string[]]>()

function splitNames(list: NameList, sex: 'female' | 'male'): readonly [readonly string[], readonly string[]] {
  const joined = list[sex]
  let names = split.get(joined)
  if (names === undefined) {
    names = [joined[0].split('|'), joined[1].split('|')]
    split.set(joined, names)
  }
  return names
}

function latinise(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('ı', 'i')
  return /^[a-z.' -]+$/.test(plain) ? plain.replaceAll(/[^a-z.]/g, '') : ''
}

function freeLogin(random: Random, latin: string, taken: Set<string>): string {
  const nickname = `${random.pick(adjectives)}_${random.pick(nouns)}`
  const wish = latin.length >= 5 && random.chance(0.8) ? latin : nickname
  let login = wish
  while (taken.has(login)) login = `${wish}${random.int(2, 9999)}`
  taken.add(login)
  return login
}

function inventTags(random: Random): string | null {
  const count = random.pick([0, 0, 1, 1, 2, 3])
  const chosen = new Set(Array.from({ length: count }, () => random.pick(tags)))
  return chosen.size === 0 ? null : [...chosen].join(',')
}
