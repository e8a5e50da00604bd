import type { CubeUser } from '@cubekit/core'

const firstNames =
  'Ada Alan Alex Alexa Alexander Alexandra Alice Amara Anna Anton Aysha Barbara Ben Bruno Carla Chen Clara Daniel David Dmytro Elena Emma Erik Fatima Felix Finn Grace Hana Henrik Ida Ines Ivan Jada James Jana Jonas Julia Kai Kateryna Lara Lena Leo Liam Lin Lucia Marco Maria Marie Max Mei Mila Mohamed Nadia Nina Noah Nora Olena Oliver Omar Oscar Pablo Petra Priya Quinn Rania Rosa Sam Sara Sofia Stefan Taras Theo Tom Uma Vera Victor Wanda Yara Yuki Zoe'.split(
    ' ',
  )
const beginnings = 'An Bar Ber Bran Cas Dan Dor El Fer Gar Hal Hol Jan Kal Kov Lan Mar Mel Mor Nor'.split(' ')
const middles = ['a', 'e', 'i', 'o', 'en', 'er', 'in', 'ov']
const ends =
  'berg chenko der dez ford gard ison kin ley lund man mann nov ring sen son ston ton vic well'.split(' ')

/** People who are the same in each run, the first of many and of few: 80 first names, 3,200 last names. */
export function peopleOf(count: number): CubeUser[] {
  const next = randomOf(7)
  const pick = (names: readonly string[]): string => names[Math.floor(next() * names.length)] ?? ''
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    login: `user${index + 1}`,
    email: null,
    full_name: `${pick(firstNames)} ${pick(beginnings)}${pick(middles)}${pick(ends)}`,
    phone: null,
    website: null,
    avatar: null,
    custom_data: null,
    user_tags: [],
    external_id: null,
    facebook_id: null,
    twitter_id: null,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    last_request_at: null,
    is_guest: false,
  }))
}

/** Numbers from 0 to 1 that look random and depend on the seed alone (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
