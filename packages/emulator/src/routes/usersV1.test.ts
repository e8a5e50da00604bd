import { describe, expect, it } from 'vitest'
import { at, setUp, type Api, type Reply } from '../../test/api.ts'

// Three of them are the people of the documentation's examples. They are made a minute apart, from
// 2025-01-01 00:00 on.
const users = [
  {
    id: 51941,
    login: 'Dacia',
    email: 'dacia_k@example.com',
    full_name: 'Dacia Kail',
    phone: '+6110797757',
    facebook_id: '91234409',
    twitter_id: '83510562734',
    external_user_id: '52691165',
    timezone: 180,
  },
  {
    id: 51946,
    login: 'gabby',
    email: 'gabrielle.corcoran@example.com',
    full_name: 'Gabrielle Corcoran',
    facebook_id: '95610574',
    user_tags: 'vip,accountant',
    last_request_at: '2020-11-09T08:21:41Z',
  },
  {
    id: 51943,
    login: 'ppavalli',
    full_name: 'Pallavi Purushottam',
    user_tags: 'accountant',
    external_id: '675373912',
    timezone: -90,
  },
  { id: 151_959, login: 'zed', full_name: 'Zoë Corcoran, MD', custom_data: 'secret' },
]

const idsIn = ({ status, body }: Reply): unknown => {
  const items = at(body, 'items')
  return Array.isArray(items) ? items.map((item) => at(item, 'user', 'id')) : [status, body]
}
const ask = async (api: Api, path: string): Promise<Reply> => api.get(path, await api.appToken())

describe('GET /users', () => {
  it('answers a page of wrapped users, in the shape of the documentation', async () => {
    const { emulator, api } = setUp({ users })
    const { status, body } = await ask(api, '/users.json?order=asc+string+login&per_page=2')
    expect(status).toBe(200)
    expect(body).toEqual({
      current_page: 1,
      per_page: 2,
      total_entries: 4,
      items: [{ user: emulator.db.users.get(51941) }, { user: emulator.db.users.get(51946) }],
    })
  })

  it.each([
    ['number+id+gt+51946', [151_959]],
    ['number+id+lt+51946', [51941, 51943]],
    ['number+id+ge+51946', [51946, 151_959]],
    ['number+id+le+51946', [51941, 51943, 51946]],
    ['number+id+eq+51946', [51946]],
    ['number+id+ne+51946', [51941, 51943, 151_959]],
    ['number+id+between+51941,51943', [51941, 51943]],
    ['number+id+in+51943,51946', [51943, 51946]],
    ['number%20id%20in%2051941%2C51946', [51941, 51946]],
    ['number+timezone+lt+0', [51943]],
    ['integer+timezone+ge+-90', [51941, 51943]],
    ['number+phone+eq+6110797757', [51941]],
    ['string+login+eq+gabby', [51946]],
    ['string+login+ne+gabby', [51941, 51943, 151_959]],
    ['string+login+in+zed,Dacia', [51941, 151_959]],
    ['string+login+gt+gabby', [51943, 151_959]],
    ['string+login+between+a,h', [51946]],
    ['string+full_name+eq+Gabrielle+Corcoran', [51946]],
    ['string+full_name+eq+Zoë+Corcoran,+MD', [151_959]],
    ['string+email+eq+dacia_k%40example.com', [51941]],
    ['string+email+ne+dacia_k%40example.com', [51943, 51946, 151_959]],
    ['string+facebook_id+ne+1', [51941, 51943, 51946, 151_959]],
    ['string+user_tags+eq+accountant', [51943, 51946]],
    ['string+user_tags+in+vip,chess', [51946]],
    ['string+external_user_id+eq+52691165', [51941]],
    ['date+created_at+eq+2025-01-01', [51941, 51943, 51946, 151_959]],
    ['date+created_at+eq+2025.01.01', [51941, 51943, 51946, 151_959]],
    ['date+created_at+ne+2025-01-01', []],
    ['date+created_at+gt+2025-01-01', [51943, 51946, 151_959]],
    ['date+created_at+ge+2025-01-02', []],
    ['date+created_at+le+2025.01.01', [51941]],
    ['date+created_at+between+2024-12-31,2025-01-02', [51941, 51943, 51946, 151_959]],
    ['date+created_at+gt+2025-01-01T00%3A01%3A00.000Z', [51943, 151_959]],
    ['date+last_request_at+lt+2020-11-10', [51946]],
    ['date+last_request_at+in+2020-11-08,2020-11-09', [51946]],
  ])('filter[]=%s', async (filter, expected) => {
    const { api } = setUp({ users })
    expect(idsIn(await ask(api, `/users?filter[]=${filter}`))).toEqual(expected)
  })

  it.each([
    ['filter[gt]=number+id+gt+51941&filter[lt]=number+id+lt+51946', [51943]],
    ['filter%5B%5D=number+id+gt+51941&filter%5B%5D=string+login+in+zed,gabby', [51946, 151_959]],
  ])('%s: all of them must hold', async (query, expected) => {
    const { api } = setUp({ users })
    expect(idsIn(await ask(api, `/users?${query}`))).toEqual(expected)
  })

  it.each([
    ['', [51941, 51943, 51946, 151_959]],
    ['order=asc+string+login', [51941, 51946, 51943, 151_959]],
    ['order=desc+string+login', [151_959, 51943, 51946, 51941]],
    ['order=desc+string+full_name', [151_959, 51943, 51946, 51941]],
    ['order=desc+integer+facebook_id', [51946, 51941, 51943, 151_959]],
    ['order=asc+date+created_at', [51941, 51946, 51943, 151_959]],
    ['order=desc%20string%20id', [151_959, 51946, 51943, 51941]],
    ['page=2&per_page=3', [151_959]],
    ['page=3&per_page=3', []],
    ['login=', [51941, 51943, 51946, 151_959]],
    ['external_user_id=675373912', [51941, 51943, 51946, 151_959]],
    ['0=5&1=1&2=9&3=4&4=1', [51941, 51943, 51946, 151_959]],
  ])('%s', async (query, expected) => {
    const { api } = setUp({ users })
    expect(idsIn(await ask(api, `/users?${query}`))).toEqual(expected)
  })

  it('gives ten unless asked for more, and a hundred at most', async () => {
    const { api } = setUp({ users: 120 })
    for (const [query, perPage] of [
      ['', 10],
      ['?per_page=100', 100],
      ['?per_page=101', 100],
    ] as const) {
      const { body } = await ask(api, `/users${query}`)
      expect(body).toMatchObject({ current_page: 1, per_page: perPage, total_entries: 120 })
      expect(at(body, 'items', 'length')).toBe(perPage)
    }
  })

  it.each([
    ['filter[]=id+gt+1', '"id gt 1" is not a data type, a field, an operator and a value.'],
    ['filter[]=number+custom_data+eq+1', 'Users cannot be found by "custom_data".'],
    ['filter[]=string+password+eq+1', 'Users cannot be found by "password".'],
    ['filter[]=string+constructor+eq+1', 'Users cannot be found by "constructor".'],
    ['filter[]=text+login+eq+a', '"text" is none of the data types number, string and date.'],
    ['filter[]=constructor+login+eq+a', '"constructor" is none of the data types number, string and date.'],
    [
      'filter[]=string+login+like+a',
      '"like" is none of the operators gt, lt, ge, le, eq, ne, between and in.',
    ],
    ['filter[]=number+id+gt+abc', '"abc" is not a number.'],
    ['filter[]=number+id+between+1', 'between takes two values with a comma in the middle.'],
    ['filter[]=date+created_at+gt+soon', '"soon" is not a date: write yyyy-mm-dd or yyyy.mm.dd.'],
    ['order=login', '"login" is not asc or desc, a data type and a field.'],
    ['order=asc+string+nothing', 'Users cannot be found by "nothing".'],
    ['page=0', 'page must be a whole number, 1 or more.'],
    ['per_page=-1', 'per_page must be a whole number, 1 or more.'],
  ])('refuses %s', async (query, reason) => {
    const { api } = setUp({ users })
    const { status, body } = await ask(api, `/users?${query}`)
    expect([status, body]).toEqual([422, { errors: { base: [reason] } }])
  })

  it('can be switched off', async () => {
    const { api } = setUp({ users, v1Listing: false })
    const { status, body } = await ask(api, '/users')
    expect([status, at(body, 'errors', 'base', 0)]).toEqual([
      403,
      expect.stringMatching(/^Users retrieving forbidden in admin panel, application settings\./),
    ])
    expect((await ask(api, '/users/v2?id=51941')).status).toBe(200)
    expect((await ask(api, '/users/by_login?login=gabby')).status).toBe(200)
  })

  it('needs a session', async () => {
    const { api } = setUp()
    expect((await api.get('/users')).status).toBe(401)
  })
})

describe('one user', () => {
  it.each([
    ['by_login?login=Dacia', 51941],
    ['by_login.json?email=b&login=gabby', 51946],
    ['by_email?email=dacia_k%40example.com', 51941],
    ['by_email?email=DACIA_K%40example.com', 51941],
    ['by_facebook_id?facebook_id=95610574', 51946],
    ['by_twitter_id?twitter_id=83510562734', 51941],
    ['phone.json?phone=%2B6110797757', 51941],
    ['by_phone?phone=%2B6110797757', 51941],
    ['external/675373912.json', 51943],
    ['external/52691165', 51941],
  ])('GET /users/%s', async (path, id) => {
    const { emulator, api } = setUp({ users })
    const { status, body } = await ask(api, `/users/${path}`)
    expect([status, body]).toEqual([200, { user: emulator.db.users.get(id) }])
  })

  it.each([
    'by_login?login=dacia',
    'by_email?email=nobody',
    'by_facebook_id?facebook_id=1',
    'by_twitter_id?twitter_id=1',
    'phone?phone=1',
    'by_phone?phone=1',
    'external/1',
  ])('GET /users/%s answers 404', async (path) => {
    const { api } = setUp({ users })
    expect((await ask(api, `/users/${path}`)).status).toBe(404)
  })

  it.each(['login', 'email', 'facebook_id', 'twitter_id', 'phone', 'full_name', 'tags'])(
    'GET /users/by_%s without a value is refused',
    async (field) => {
      const { api } = setUp({ users })
      const refusal = [422, { errors: { [field]: ['cannot be blank'] } }]
      for (const path of [`/users/by_${field}`, `/users/by_${field}?${field}=`]) {
        const { status, body } = await ask(api, path)
        expect([status, body]).toEqual(refusal)
      }
    },
  )
})

describe('several users', () => {
  it.each([
    ['by_full_name?full_name=Gabrielle%20Corcoran', [51946]],
    ['by_full_name?full_name=corcoran', [51946, 151_959]],
    ['by_full_name?full_name=corcoran&page=2&per_page=1', [151_959]],
    ['by_full_name?full_name=Nobody', []],
    ['by_tags?tags=accountant', [51943, 51946]],
    ['by_tags?tags=vip,chess', [51946]],
    ['by_tags?tags[]=vip&tags[]=chess', [51946]],
    ['by_tags?tags[]=chess%2Cvip', [51946]],
    ['by_tags?tags=account', []],
    ['by_tags?filter[]=number%20id%20gt%2051943&tags=accountant', [51946]],
    ['by_tags?tags=accountant&order=desc%20string%20id', [51946, 51943]],
    ['by_tags?tags=accountant&per_page=1&page=2', [51946]],
  ])('GET /users/%s', async (path, expected) => {
    const { api } = setUp({ users })
    expect(idsIn(await ask(api, `/users/${path}`))).toEqual(expected)
  })
})

describe('GET /users/online', () => {
  it('lists and counts who asked for something in the last five minutes', async () => {
    const { emulator, api } = setUp({ users })
    const application = await api.appToken()
    const online = async (query = ''): Promise<unknown> =>
      (await api.get(`/users/online.json${query}`, application)).body
    expect(await online()).toEqual({ users: [] })
    expect(await online('?count=true')).toEqual({ count: 0 })

    const first = await api.userToken(2)
    await api.userToken(1)
    await api.userToken(1)
    const second = await api.userToken(0)
    const ids = async (query = ''): Promise<unknown> => {
      const found = at(await online(query), 'users')
      return Array.isArray(found) ? found.map((user) => at(user, 'id')) : found
    }
    expect(await ids()).toEqual([51941, 51943, 51946])
    expect(await ids('?limit=1&offset=1')).toEqual([51943])
    expect(await online('?count=true')).toEqual({ count: 3 })

    await api.delete('/login', second)
    emulator.clock.advance(4 * 60_000)
    await api.get('/session', first)
    emulator.clock.advance(2 * 60_000)
    expect(await ids()).toEqual([51943])
    expect(await online('?count=true')).toEqual({ count: 1 })
  })

  it('refuses a limit that is no number', async () => {
    const { api } = setUp({ users })
    expect((await ask(api, '/users/online?limit=-1')).status).toBe(422)
  })
})
