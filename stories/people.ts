import type { CubeUser } from '@cubekit/core'

/** A user with nothing but a name, and what a story says of them. */
export function person(known: Partial<CubeUser> = {}): CubeUser {
  return {
    id: 7,
    login: null,
    email: null,
    full_name: 'Ada Lovelace',
    phone: null,
    website: null,
    avatar: null,
    custom_data: null,
    user_tags: [],
    external_id: null,
    facebook_id: null,
    twitter_id: null,
    created_at: null,
    updated_at: null,
    last_request_at: null,
    is_guest: false,
    ...known,
  }
}

const minute = 60_000

/** The API's time of so many minutes ago. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * minute).toISOString()
}

/** People of all sorts: long and missing names, names of many scripts. */
export const allSorts: readonly CubeUser[] = [
  person({ id: 1, login: 'ada', last_request_at: minutesAgo(0), user_tags: ['math', 'poetry'] }),
  person({ id: 2, full_name: 'grace', email: 'grace@example.com', last_request_at: minutesAgo(5) }),
  person({ id: 3, full_name: 'سارة الأحمد', login: 'sara', last_request_at: minutesAgo(200) }),
  person({ id: 4, full_name: '김 민준', email: 'minjun@example.com', last_request_at: minutesAgo(26 * 60) }),
  person({ id: 5, full_name: '👩‍👩‍👧 Family', last_request_at: minutesAgo(4 * 24 * 60) }),
  person({
    id: 6,
    full_name: 'Wolfeschlegelsteinhausenbergerdorff Señora Doña María del Pilar Teresa de la Cruz',
    email: 'a.very.long.address.that.goes.on.and.on@subdomain.of.a.long.example.com',
    last_request_at: minutesAgo(20 * 24 * 60),
    user_tags: ['a tag of many words that goes on', 'short', 'design', 'engineering'],
  }),
  person({ id: 7, full_name: 'Østergård Ægir', login: 'aegir', last_request_at: minutesAgo(700 * 24 * 60) }),
  person({ id: 8, full_name: null, login: 'only-a-login' }),
  person({ id: 9, full_name: null }),
  person({
    id: 10,
    full_name: 'Olof Shodger',
    login: 'guest-8a7f',
    is_guest: true,
    last_request_at: minutesAgo(1),
  }),
  person({
    id: 11,
    full_name: 'محمد بن عبد الرحمن بن عبد العزيز آل سعود الطويل الاسم جدًا جدًا جدًا',
    email: 'mohammed@example.com',
  }),
  person({ id: 12, full_name: 'Zoë 李小龙', email: 'zoe@example.com', last_request_at: minutesAgo(59) }),
]

/** As many people as one likes. */
export function crowd(count: number): CubeUser[] {
  return Array.from({ length: count }, (_, at) =>
    person({
      id: at + 1,
      full_name: `${given[at % given.length]} ${family[(at * 7) % family.length]}`,
      email: `person${at + 1}@example.com`,
      last_request_at: minutesAgo(((at * 37) % 4000) + 1),
    }),
  )
}

const given = ['Ada', 'Grace', 'Linus', 'Margaret', 'Alan', 'Katherine', 'Edsger', 'Barbara', 'Ken', 'Radia']
const family = ['Lovelace', 'Hopper', 'Hamilton', 'Turing', 'Johnson', 'Liskov', 'Perlman', 'Sato', 'Okafor']

/** A picture of nobody. */
export async function drawPicture(): Promise<string> {
  const canvas = new OffscreenCanvas(96, 96)
  const paint = canvas.getContext('2d')
  if (!paint) throw new Error('There is no canvas to draw on.')
  const sky = paint.createLinearGradient(0, 0, 96, 96)
  sky.addColorStop(0, '#f6a560')
  sky.addColorStop(1, '#7a4fd0')
  paint.fillStyle = sky
  paint.fillRect(0, 0, 96, 96)
  return URL.createObjectURL(await canvas.convertToBlob())
}
