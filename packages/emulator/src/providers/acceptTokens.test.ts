import { describe, expect, it } from 'vitest'
import { acceptTokens, type EmulatorOptions, type ProviderVerdict } from '../index.ts'
import { at, setUp, type Api, type Reply } from '../../test/api.ts'

const options: EmulatorOptions = {
  users: [
    { id: 7, login: 'ada', email: 'ada@example.com', password: 'analytical-engine', phone: '+4427123314' },
    { id: 8, login: 'grace', password: 'nanosecond', facebook_id: '1906' },
  ],
  providers: {
    facebook: acceptTokens({
      new: { uid: '42', full_name: 'Olof Shodger', email: 'olof@example.com' },
      again: { uid: '42' },
      grace: { uid: '1906' },
      clash: { uid: '43', email: 'Ada@example.com' },
    }),
    twitter: acceptTokens({ tw: { uid: '9', secret: 'tw-secret', login: 'olof' } }),
    firebase_phone: acceptTokens({
      ada: { uid: 'f7', phone: '+4427123314' },
      new: { uid: 'f8', phone: '+4427123399' },
      nothing: { uid: 'f9' },
    }),
    firebase_email: acceptTokens({
      new: { uid: 'e1', email: 'new@example.com' },
      ada: { uid: 'e2', email: 'ada@example.com' },
      nothing: { uid: 'e3' },
    }),
  },
}

const social = (provider: string, token: string, secret?: string): object => ({
  provider,
  keys: { token, ...(secret === undefined ? {} : { secret }) },
})
const firebase = (provider: string, access_token: string): object => ({
  provider,
  [provider]: { project_id: 'demo', access_token },
})

// Every way of signing in through a provider is tried at both endpoints.
const endpoints: readonly [string, number, (api: Api, credentials: object) => Promise<Reply>][] = [
  ['POST /session', 201, (api, credentials) => api.session(credentials)],
  ['POST /login', 200, async (api, credentials) => api.post('/login', credentials, await api.appToken())],
]
const userIn = ({ body }: Reply): unknown => at(body, 'session', 'user') ?? at(body, 'user')

describe.each(endpoints)('%s', (_, success, signIn) => {
  it.each([
    [
      social('facebook', 'new'),
      {
        login: 'facebook_42',
        facebook_id: '42',
        full_name: 'Olof Shodger',
        email: 'olof@example.com',
        is_guest: null,
      },
    ],
    [social('twitter', 'tw', 'tw-secret'), { login: 'olof', twitter_id: '9' }],
    [firebase('firebase_phone', 'new'), { login: 'firebase_phone_f8', phone: '+4427123399', email: null }],
    [firebase('firebase_email', 'new'), { login: 'firebase_email_e1', email: 'new@example.com' }],
  ])('creates whom it does not know: %j', async (credentials, expected) => {
    const { emulator, api } = setUp(options)
    const reply = await signIn(api, credentials)
    expect(reply.status).toBe(success)
    expect(userIn(reply)).toMatchObject(expected)
    expect(emulator.db.users.size).toBe(3)
    // The second time it is the same user.
    const again = await signIn(api, credentials)
    expect(at(userIn(again), 'id')).toBe(at(userIn(reply), 'id'))
    expect(emulator.db.users.size).toBe(3)
  })

  it.each([
    [social('facebook', 'grace'), 8],
    [firebase('firebase_phone', 'ada'), 7],
  ])('knows somebody by the id or the phone number in their profile: %j', async (credentials, id) => {
    const { emulator, api } = setUp(options)
    const reply = await signIn(api, credentials)
    expect([reply.status, at(userIn(reply), 'id')]).toEqual([success, id])
    expect(emulator.db.users.size).toBe(2)
  })

  it('knows somebody by another token of theirs, even with their profile changed', async () => {
    const { api } = setUp(options)
    const token = at((await api.session(social('facebook', 'new'))).body, 'session', 'token')
    if (typeof token !== 'string') throw new Error('No token.')
    const { body } = await api.put('/users', { user: { facebook_id: null, login: 'olof-s' } }, token)
    const reply = await signIn(api, social('facebook', 'again'))
    expect(at(userIn(reply), 'id')).toBe(at(body, 'user', 'id'))
  })

  it.each([
    [social('facebook', 'unknown'), ['Bad Authentication data']],
    [social('twitter', 'tw', 'wrong'), ['Bad Authentication data']],
    [firebase('firebase_phone', 'unknown'), ['Bad Authentication data']],
    [firebase('firebase_phone', 'nothing'), ["Both user login and email can't be blank"]],
    [firebase('firebase_email', 'nothing'), ["Both user login and email can't be blank"]],
    [social('facebook', 'clash'), { base: ['email must be unique'] }],
    [firebase('firebase_email', 'ada'), { base: ['email must be unique'] }],
  ])('refuses %j', async (credentials, errors) => {
    const { emulator, api } = setUp(options)
    const { status, body } = await signIn(api, credentials)
    expect([status, body]).toEqual([422, { errors }])
    expect(emulator.db.users.size).toBe(2)
  })

  it('creates a new user after the old one was deleted', async () => {
    const { emulator, api } = setUp(options)
    const first = await api.session(social('facebook', 'new'))
    const token = at(first.body, 'session', 'token')
    if (typeof token !== 'string') throw new Error('No token.')
    expect((await api.delete('/users', token)).status).toBe(200)
    const reply = await signIn(api, social('facebook', 'new'))
    expect(reply.status).toBe(success)
    expect(at(userIn(reply), 'id')).not.toBe(at(first.body, 'session', 'user', 'id'))
    expect(emulator.db.users.size).toBe(3)
  })
})

it('a user of a provider has no password to sign in with', async () => {
  const { api } = setUp(options)
  await api.session(social('facebook', 'new'))
  for (const password of ['', 'new', 'undefined', 'null']) {
    expect((await api.session({ user: { login: 'facebook_42', password } })).status).not.toBe(201)
  }
})

it('a snapshot knows who came through which provider', async () => {
  const { emulator, api } = setUp(options)
  // By e-mail, because nothing in the user's own fields says whom Firebase knows them as.
  const first = await api.session(firebase('firebase_email', 'new'))
  const other = setUp(options)
  other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
  const again = await other.api.session(firebase('firebase_email', 'new'))
  expect(again.status).toBe(201)
  expect(at(again.body, 'session', 'user_id')).toBe(at(first.body, 'session', 'user_id'))
})

it('a login that waits for its provider does not bring an ended session back', async () => {
  const verdict = Promise.withResolvers<ProviderVerdict>()
  const asked = Promise.withResolvers<undefined>()
  const { emulator, api } = setUp({
    ...options,
    providers: {
      facebook() {
        asked.resolve(undefined)
        return verdict.promise
      },
    },
  })
  const token = await api.appToken()
  const login = api.post('/login', social('facebook', 'x'), token)
  await asked.promise
  expect((await api.delete('/session', token)).status).toBe(200)
  verdict.resolve({ outcome: 'accepted', uid: '42' })
  expect(await login).toMatchObject({ status: 401 })
  expect(emulator.db.sessions.list()).toEqual([])
})
