import { describe, expect, it } from 'vitest'
import recorded from './fixtures/captures-6.1.2.json' with { type: 'json' }
import { acceptTokens } from '../src/index.ts'
import { at, setUp, type Api } from './api.ts'

// Requests that the official SDK 6.1.2 really sent, recorded byte by byte, and what each must come to.
const authKey = '29WfrNWdvkhmX6V'

interface Capture {
  readonly title: string
  readonly state: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Record<string, string>
    readonly body: string | null
  }
}

const captures: readonly Capture[] = recorded.captures.flatMap(({ call, state, args, requests }) =>
  requests.map(({ method, url, headers, body }) => ({
    title: `${call}(${JSON.stringify(args).slice(1, -1)}) as ${state}`,
    state,
    request: {
      method,
      url,
      headers: Object.fromEntries(Object.entries(headers)),
      body: typeof body === 'string' ? body : null,
    },
  })),
)
const of = (method: string, path: string): readonly Capture[] =>
  captures.filter(({ request }) => request.method === method && request.url.split('?')[0] === path)

async function replay({
  state,
  request: { method, url, headers, body },
}: Capture): Promise<{ status: number; body: unknown; api: Api }> {
  const { emulator, api } = setUp({
    authKey,
    users: [
      { id: 81, login: 'john', email: 'johnsmith@domain.com', password: '11111111' },
      {
        login: 'marvin18',
        email: 'awesomeman@gmail.com',
        password: 'supersecurepwd',
        phone: '44678162873',
        full_name: 'Marvin Samuel',
        user_tags: 'apple',
        facebook_id: '1',
        twitter_id: '2',
        external_id: '675373912',
      },
    ],
    providers: {
      facebook: acceptTokens({ fbtok: { uid: '42' } }),
      firebase_phone: acceptTokens({
        'ey.fire.base': { uid: 'f1', phone: '+4427123314' },
        ey: { uid: 'f1', phone: '+4427123314' },
      }),
    },
  })
  const token = state === 'app' ? await api.appToken() : await api.userToken()
  const sent = new Headers(headers)
  if (sent.has('CB-Token')) sent.set('CB-Token', token)
  const response = await emulator.fetch(url, { method, headers: sent, body })
  const text = await response.text()
  return { status: response.status, body: text === '' ? text : JSON.parse(text), api }
}

describe('POST /session', () => {
  const outcomes: readonly unknown[] = [
    [201, null], // no arguments: the application
    [201, 'john'],
    [201, 'john'], // by e-mail
    [201, 'john'], // login wins
    [201, expect.stringMatching(/^guest_login_/)],
    [201, 'facebook_42'],
    [201, 'firebase_phone_f1'],
    [422, expect.stringContaining("no 'firebase_phone[access_token]'")],
    [422, expect.stringContaining("no 'firebase_email[access_token]'")],
    [201, null], // the documented CIdP call: the SDK drops the token
    [201, 'übër & = + % 🙂'], // created on the fly
    [422, "Both user login and email can't be blank"],
  ]

  it('is in the recordings as often as expected', () => {
    expect(of('POST', '/session.json')).toHaveLength(outcomes.length)
  })
  it.each(of('POST', '/session.json').map((capture, index) => ({ ...capture, outcome: outcomes[index] })))(
    '$title',
    async (capture) => {
      const { status, body } = await replay(capture)
      const who = at(body, 'session', 'user_id') === null ? null : at(body, 'session', 'user', 'login')
      expect([status, status === 201 ? who : at(body, 'errors', 0)]).toEqual(capture.outcome)
    },
  )
})

describe('POST /login', () => {
  it.each([
    [0, 200, 'john'],
    [1, 401, undefined], // without a session
    [2, 200, 'facebook_42'],
    [3, 422, undefined], // firebase, flat
    [4, 200, 'firebase_phone_f1'], // firebase, nested
    [5, 404, undefined], // somebody of the app's own identity provider
  ])('recording %d comes to %d', async (index, status, login) => {
    const capture = of('POST', '/login.json')[index]
    const reply = await replay(capture!)
    expect([reply.status, at(reply.body, 'user', 'login')]).toEqual([status, login])
  })
})

describe('the rest of the session', () => {
  it.each(of('DELETE', '/login.json'))('$title', async (capture) => {
    expect((await replay(capture)).status).toBe(200)
  })
  it.each(of('GET', '/session.json'))('$title', async (capture) => {
    expect(await replay(capture)).toMatchObject({ status: 401, body: { errors: ['Token is required'] } })
  })
})

describe('POST /users', () => {
  it.each([
    [0, 422, undefined], // somebody who is there already
    [1, 401, undefined], // another key
    [2, 422, undefined], // a password of one character
  ])('recording %d comes to %d', async (index, status, user) => {
    const reply = await replay(of('POST', '/users.json')[index]!)
    expect(reply.status).toBe(status)
    if (user !== undefined) expect(at(reply.body, 'user')).toMatchObject(user)
  })
})

describe('GET /users/v2', () => {
  // What cannot be answered: no condition at all, or nothing that is a value of its field.
  const refused = [/\?$/, /id=NaN/, /is_guest=true/, /\]\[\]\[a\]=/]
  const all = of('GET', '/users/v2.json')

  it.each(all)('$title', async (capture) => {
    const { status, body } = await replay(capture)
    const isRefused = refused.some((pattern) => pattern.test(capture.request.url))
    expect([status, capture.request.url]).toEqual([isRefused ? 422 : 200, capture.request.url])
    if (!isRefused) expect(body).toMatchObject({ skip: expect.any(Number), items: expect.any(Array) })
  })
})

describe('PUT and DELETE /users/{id}', () => {
  it.each([
    [0, 422, undefined], // a password change, with what is not the old password
    [1, 200, { email: null, user_tags: 'a,b', custom_data: '{"a":1}', avatar: '763ef825' }],
    [2, 200, { login: 'john', email: 'johnsmith@domain.com' }], // nothing to change
  ])('recording %d comes to %d', async (index, status, user) => {
    const reply = await replay(of('PUT', '/users/81.json')[index]!)
    expect(reply.status).toBe(status)
    if (user !== undefined) expect(at(reply.body, 'user')).toMatchObject({ id: 81, ...user })
  })

  it.each(of('DELETE', '/users/81.json'))('$title', async (capture) => {
    expect(await replay(capture)).toMatchObject({ status: 200, body: '' })
  })
})

describe('POST /users/password/reset', () => {
  it.each([
    [0, 200], // with a session
    [1, 401], // without
    [2, 422], // without an address
  ])('recording %d comes to %d', async (index, status) => {
    expect((await replay(of('POST', '/users/password/reset.json')[index]!)).status).toBe(status)
  })
})

describe('the look-ups of V1', () => {
  const marvin = { user: { login: 'marvin18' } }
  const page = (...logins: string[]): object => ({
    items: logins.map((login) => ({ user: { login } })),
  })
  it.each([
    ['/users.json', 0, page()], // two ids in a filter
    ['/users.json', 1, { current_page: 2, per_page: 100, total_entries: 2, items: [] }],
    ['/users.json', 2, page()], // between two days
    ['/users.json', 3, page('john', 'marvin18')], // younger than a Date
    ['/users.json', 4, page('marvin18', 'john')], // by id, downwards
    ['/users.json', 5, page('john', 'marvin18')], // by creation, upwards
    ['/users/by_login.json', 0, marvin],
    ['/users/by_login.json', 1, undefined],
    ['/users/by_email.json', 0, undefined],
    ['/users/by_full_name.json', 0, { current_page: 2, per_page: 20, total_entries: 1 }],
    ['/users/phone.json', 0, marvin],
    ['/users/external/675373912.json', 0, marvin],
    ['/users/by_facebook_id.json', 0, marvin],
    ['/users/by_twitter_id.json', 0, marvin],
    ['/users/by_tags.json', 0, page('marvin18')],
    ['/users/by_tags.json', 1, page('marvin18')],
    ['/users/online.json', 0, { users: [{ id: 81 }] }],
    ['/users/online.json', 1, { users: [] }],
  ])('%s, recording %d', async (path, index, expected) => {
    const { status, body } = await replay(of('GET', path)[index]!)
    expect(status).toBe(expected === undefined ? 404 : 200)
    if (expected !== undefined) expect(body).toMatchObject(expected)
  })
})

describe('storage', () => {
  const list = { current_page: 1, per_page: 10, total_entries: 0, items: [] }
  it.each([
    ['POST', '/blobs.json', 0, 201, { blob: { name: 'cat.jpeg', content_type: 'image/jpeg', public: true } }],
    ['POST', '/blobs.json', 1, 422, { errors: { content_type: ['cannot be blank'] } }],
    ['POST', '/blobs.json', 2, 201, { blob: { name: 'a.txt', content_type: 'text/plain', public: true } }],
    ['POST', '/blobs.json', 3, 422, { errors: { content_type: ['cannot be blank'] } }],
    ['PUT', '/blobs/46919/complete.json', 0, 404, {}],
    ['GET', '/blobs/8049.json', 0, 404, {}],
    ['GET', '/blobs/9ad79a5b8bb1430fbc4bbf7be6215cb700.json', 0, 404, {}],
    ['GET', '/blobs/789AFF0737033E93E179BD7491169D6043B0/object.json', 0, 404, {}],
    ['GET', '/blobs/8049.json', 1, 404, {}], // the SDK's update
    ['DELETE', '/blobs.json', 0, 404, {}], // delete() of nothing
    ['GET', '/blobs.json', 0, 200, list],
    ['GET', '/blobs.json', 1, 200, list],
    ['GET', '/blobs.json', 2, 200, { ...list, current_page: 2, per_page: 50 }],
  ])('%s %s, recording %d, comes to %d', async (method, path, index, status, body) => {
    expect(await replay(of(method, path)[index]!)).toMatchObject({ status, body })
  })
})

it('no recorded request makes the emulator fail', async () => {
  for (const capture of captures.filter(({ request }) => !request.url.startsWith('/s3/'))) {
    const { status } = await replay(capture)
    expect([capture.request.url, status < 500]).toEqual([capture.request.url, true])
  }
})
