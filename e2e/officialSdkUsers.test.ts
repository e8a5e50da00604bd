import { acceptTokens, askIdentityProvider } from '@cubekit/emulator'
import { startEmulator, type EmulatorServer, type EmulatorServerOptions } from '@cubekit/emulator/node'
import type OfficialSdk from 'connectycube'
import ConnectyCube3 from 'connectycube-3'
import type OfficialSdk4 from 'connectycube-4'
import { createRequire } from 'node:module'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sendHttpsInPlainText } from './support/sendHttpsInPlainText.ts'

// Every method for sessions and users of three official SDKs, unchanged, against the emulator's server.
const require = createRequire(import.meta.url)
const { default: ConnectyCube }: typeof OfficialSdk = require('connectycube')
const { default: ConnectyCube4 }: typeof OfficialSdk4 = require('connectycube-4')

/** What the three have in common. Their declared types disagree with each other, and with what they return. */
interface Sdk {
  init(credentials: object, config: object): void
  createSession(credentials?: object): Promise<{ token: string; user_id: number | null; user?: object }>
  setSession(session: object | null): void
  getSession(): Promise<unknown>
  destroySession(): Promise<unknown>
  login(credentials: object): Promise<unknown>
  logout(): Promise<unknown>
  users: {
    signup(user: object): Promise<unknown>
    update(user: object): Promise<unknown>
    delete(): Promise<unknown>
    resetPassword(email: string): Promise<unknown>
    get(params: object | number): Promise<unknown>
    getV2(params: object): Promise<unknown>
    listOnline?(params?: object): Promise<unknown>
    getOnlineCount?(): Promise<unknown>
  }
}

/** Takes an SDK for what it is, since its types do not. It gets most of itself only when it is initialised. */
function isSdk(value: unknown): value is Sdk {
  return typeof value === 'object' && value !== null && 'init' in value
}
function asSdk(value: unknown): Sdk {
  if (!isSdk(value)) throw new TypeError('This is no official SDK.')
  return value
}

// The people of the documentation's examples.
const people = [
  {
    id: 51941,
    login: 'Dacia',
    email: 'dacia_k@example.com',
    password: 'petU4or!',
    full_name: 'Dacia Kail',
    phone: '+6110797757',
    facebook_id: '91234409',
    twitter_id: '83510562734',
    external_id: '52691165',
  },
  {
    id: 51946,
    login: 'gabby',
    email: 'gabrielle.corcoran@example.com',
    password: 'awesomepwd',
    full_name: 'Gabrielle Corcoran',
    website: 'http://gabby.com',
    user_tags: 'vip,accountant',
  },
  {
    id: 51943,
    login: 'ppavalli',
    email: 'pavallip@example.com',
    password: 'supersecurepwd',
    full_name: 'Pallavi Purushottam',
    user_tags: 'accountant',
  },
]
const providers = {
  facebook: acceptTokens({ 'a876as7db...asg34dasd8wqe': { uid: '91234409' }, new: { uid: '1' } }),
  twitter: acceptTokens({ tw: { uid: '83510562734', secret: 'shh' } }),
  firebase_phone: acceptTokens({ phone: { uid: 'f1', phone: '+6110797757' } }),
  firebase_email: acceptTokens({ mail: { uid: 'f2', email: 'new@example.com' } }),
}
const dacia = { login: 'Dacia', password: 'petU4or!' }
const gabby = { login: 'gabby', password: 'awesomepwd' }
const rejection = (code: number, errors: unknown): object => ({ code, info: { errors } })

let emulator: EmulatorServer
beforeAll(sendHttpsInPlainText)
afterAll(() => vi.restoreAllMocks())
afterEach(() => emulator.stop())

describe.each([
  ['6.1.2', asSdk(ConnectyCube)],
  ['4.7.32', asSdk(ConnectyCube4)],
  ['3.35.3', asSdk(ConnectyCube3)],
])('connectycube %s', (version, sdk) => {
  const isSigned = version === '3.35.3'

  async function start(options: EmulatorServerOptions = {}): Promise<void> {
    emulator = await startEmulator({
      users: people,
      providers,
      signatures: isSigned ? 'require' : 'accept',
      ...options,
    })
    sdk.init(
      { appId: 1, ...emulator.keys },
      {
        endpoints: { api: new URL(emulator.url).host, chat: '127.0.0.1', api_url: emulator.url },
        debug: { mode: 0 },
      },
    )
    sdk.setSession(null)
  }
  const requests = (): string[] =>
    emulator.log.map(({ method, path, status }) => `${method} ${path} ${status}`)
  const userOf = (id: number): unknown => emulator.db.users.get(id)

  describe('createSession', () => {
    it('for the application', async () => {
      await start()
      const session = await sdk.createSession()
      expect(session).toMatchObject({
        id: expect.any(Number),
        application_id: 1,
        user_id: null,
        device_id: null,
        token: expect.stringMatching(/^[0-9A-F]{36}$/),
      })
      expect(Object.hasOwn(session, 'nonce')).toBe(isSigned)
      expect(emulator.db.sessions.list()).toMatchObject([{ userId: null }])
    })

    it.each([
      [dacia, 51941],
      [{ email: 'gabrielle.corcoran@example.com', password: 'awesomepwd' }, 51946],
      [{ provider: 'facebook', keys: { token: 'a876as7db...asg34dasd8wqe' } }, 51941],
      [{ provider: 'twitter', keys: { token: 'tw', secret: 'shh' } }, 51941],
    ])('with %j', async (credentials, id) => {
      await start()
      const { user_id, user } = await sdk.createSession(credentials)
      expect([user_id, user]).toMatchObject([id, { id, full_name: expect.any(String) }])
      expect(emulator.db.sessions.list()).toMatchObject([{ userId: id }])
    })

    it('for a guest', async () => {
      await start()
      const { user_id, user } = await sdk.createSession({ guest: '1', full_name: 'Awesome Smith' })
      expect(user).toMatchObject({ id: user_id, full_name: 'Awesome Smith', is_guest: true })
      expect(emulator.db.users.size).toBe(4)
    })

    it('with Firebase, which version 3 drops', async () => {
      await start()
      const credentials = {
        provider: 'firebase_phone',
        firebase_phone: { project_id: 'p', access_token: 'phone' },
      }
      if (isSigned) {
        await expect(sdk.createSession(credentials)).rejects.toMatchObject({ code: 422 })
      } else {
        expect(await sdk.createSession(credentials)).toMatchObject({ user_id: 51941 })
      }
    })

    it.each([
      [{ ...dacia, password: 'wrong' }, rejection(401, ['Invalid password'])],
      [{ login: 'nobody', password: 'whatever' }, rejection(404, ['User not found'])],
      [{ provider: 'facebook', keys: { token: 'x' } }, rejection(422, ['Bad Authentication data'])],
    ])('rejects %j', async (credentials, expected) => {
      await start({ autoCreateUsers: false })
      await expect(sdk.createSession(credentials)).rejects.toEqual(expected)
      expect(emulator.db.sessions.list()).toEqual([])
    })
  })

  describe('getSession, login, logout, destroySession', () => {
    it.each([
      [dacia, 51941],
      [{ email: 'pavallip@example.com', password: 'supersecurepwd' }, 51943],
      [{ provider: 'facebook', keys: { token: 'a876as7db...asg34dasd8wqe' } }, 51941],
      [{ provider: 'twitter', keys: { token: 'tw', secret: 'shh' } }, 51941],
      [{ provider: 'firebase_phone', firebase_phone: { project_id: 'p', access_token: 'phone' } }, 51941],
      [
        { provider: 'firebase_email', firebase_email: { project_id: 'p', access_token: 'mail' } },
        expect.any(Number),
      ],
    ])('with %j', async (credentials, id) => {
      await start()
      const { token } = await sdk.createSession()
      expect(await sdk.getSession()).toMatchObject({ token, user_id: null })
      expect(await sdk.login(credentials)).toMatchObject({ id })
      expect(await sdk.getSession()).toMatchObject({ token, user_id: id, user: { id } })
      await sdk.logout()
      expect(await sdk.getSession()).toMatchObject({ token, user_id: null })
      await sdk.destroySession()
      expect(emulator.db.sessions.list()).toEqual([])
      sdk.setSession({ token })
      await expect(sdk.getSession()).rejects.toEqual(
        rejection(401, { base: ['Required session does not exist'] }),
      )
    })

    it('login rejects', async () => {
      await start()
      await sdk.createSession()
      await expect(sdk.login({ ...dacia, password: 'wrong' })).rejects.toMatchObject({ code: 401 })
      await expect(sdk.login({ login: 'nobody', password: 'x' })).rejects.toMatchObject({ code: 404 })
      await expect(sdk.login({ login: 'Dacia' })).rejects.toEqual(
        rejection(422, { password: ['cannot be blank'] }),
      )
      // As documentation shows it, and as it does not work.
      const flat = {
        provider: 'firebase_phone',
        'firebase_phone[project_id]': 'p',
        'firebase_phone[access_token]': 'phone',
      }
      await expect(sdk.login(flat)).rejects.toEqual(
        rejection(422, [
          "Bad Authentication data. Invalid input parameters provided: no 'firebase_phone[access_token]' and 'firebase_phone[project_id]' parameters provided",
        ]),
      )
      expect(emulator.db.sessions.list()).toMatchObject([{ userId: null }])
    })

    it('through the application’s own identity provider', async () => {
      const backend = createServer((request, response) => {
        const isKnown = request.url === '/user/verify?token=eyJhbGciOiJIUzI1NiJ9'
        response.writeHead(isKnown ? 200 : 401)
        response.end(isKnown ? '{"user": {"id": 2345, "login": "simon371", "full_name": "Simon Davis"}}' : '')
      })
      await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
      const address = backend.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const url = `http://127.0.0.1:${port}/user/verify`
      try {
        await start({ cidp: askIdentityProvider({ url }) })
        await sdk.createSession()
        const user = await sdk.login({ login: 'eyJhbGciOiJIUzI1NiJ9', password: 'anything' })
        expect(user).toMatchObject({ login: 'custom_2345', external_id: '2345' })
        await expect(sdk.login(dacia)).rejects.toEqual(
          rejection(422, [
            'Bad Authentication data. Unauthorized on remote side. Status: 401.With empty response',
          ]),
        )
      } finally {
        backend.close()
      }
    })
  })

  describe('users', () => {
    const newcomer = {
      login: 'marvin18',
      password: 'supersecurepwd',
      email: 'awesomeman@example.com',
      full_name: 'Marvin Simon',
      phone: '47802323143',
      website: 'https://dozensofdreams.com',
      tag_list: ['iphone', 'apple'],
      custom_data: JSON.stringify({ middle_name: 'Bartoleo' }),
    }

    it('signup', async () => {
      await start()
      // Before version 4 a session is needed, later ones send the application's key.
      if (isSigned) await sdk.createSession()
      const { password, tag_list, ...fields } = newcomer
      expect(await sdk.users.signup(newcomer)).toMatchObject({
        user: { ...fields, id: expect.any(Number), user_tags: tag_list.join(',') },
      })
      expect(await sdk.createSession({ login: 'marvin18', password })).toMatchObject({
        user: { login: 'marvin18' },
      })
      await expect(sdk.users.signup(newcomer)).rejects.toEqual(
        rejection(422, { base: ['login must be unique'] }),
      )
    })

    it('update: fields, tags in both forms, avatar, website', async () => {
      await start()
      await sdk.createSession(dacia)
      const { user } = { user: userOf(51941) }
      expect(
        await sdk.users.update({
          login: 'marvin18sim',
          full_name: 'Mar Sim',
          tag_list: ['iphone', 'apple'],
          custom_data: '{"middle_name":"Bartoleo"}',
          avatar: '7cafb6030d3e4348ba49cab24c0cf10800',
          website: 'pavalli.com.au',
        }),
      ).toMatchObject({
        user: {
          id: 51941,
          login: 'marvin18sim',
          full_name: 'Mar Sim',
          user_tags: 'iphone,apple',
          custom_data: '{"middle_name":"Bartoleo"}',
          avatar: '7cafb6030d3e4348ba49cab24c0cf10800',
          website: 'http://pavalli.com.au',
          email: 'dacia_k@example.com',
        },
      })
      expect(await sdk.users.update({ tag_list: 'chess' })).toMatchObject({ user: { user_tags: 'chess' } })
      expect(userOf(51941)).not.toEqual(user)
      expect(requests().slice(1)).toEqual(['PUT /users/51941 200', 'PUT /users/51941 200'])
    })

    it('update: a new password needs the old one', async () => {
      await start()
      await sdk.createSession(dacia)
      await expect(sdk.users.update({ password: 'new-password' })).rejects.toMatchObject({ code: 422 })
      await expect(
        sdk.users.update({ password: 'new-password', old_password: 'wrong' }),
      ).rejects.toMatchObject({ code: 422 })
      await sdk.users.update({ password: 'new-password', old_password: 'petU4or!' })
      expect(await sdk.createSession({ ...dacia, password: 'new-password' })).toMatchObject({
        user_id: 51941,
      })
      await expect(sdk.createSession(dacia)).rejects.toEqual(rejection(401, ['Invalid password']))
    })

    it('update and delete with an application session are forbidden', async () => {
      await start()
      await sdk.createSession()
      const forbidden = rejection(403, { base: ['Forbidden. Need user.'] })
      await expect(sdk.users.update({ full_name: 'Nobody' })).rejects.toEqual(forbidden)
      await expect(sdk.users.delete()).rejects.toMatchObject({ code: 403 })
      expect(emulator.db.users.size).toBe(3)
    })

    it('delete', async () => {
      await start()
      await sdk.createSession(gabby)
      await sdk.users.delete()
      expect(userOf(51946)).toBeUndefined()
      expect(requests().at(-1)).toBe('DELETE /users/51946 200')
      await expect(sdk.getSession()).rejects.toMatchObject({ code: 401 })
    })

    it('delete of the session’s user, when only the token is known', async () => {
      await start()
      const { token } = await sdk.createSession(gabby)
      sdk.init(
        { appId: 1, ...emulator.keys, token },
        {
          endpoints: { api: new URL(emulator.url).host, chat: '127.0.0.1', api_url: emulator.url },
          debug: { mode: 0 },
        },
      )
      expect(await sdk.users.update({ full_name: 'Gabby' })).toMatchObject({ user: { id: 51946 } })
      await sdk.users.delete()
      expect(userOf(51946)).toBeUndefined()
      expect(emulator.log.slice(1).map(({ method }) => method)).toEqual(['PUT', 'DELETE'])
    })

    it('resetPassword', async () => {
      await start()
      await sdk.createSession()
      await sdk.users.resetPassword('dacia_k@example.com')
      expect(emulator.outbox).toMatchObject([{ kind: 'password-reset', to: 'dacia_k@example.com' }])
      expect(requests().at(-1)).toBe(`${isSigned ? 'GET' : 'POST'} /users/password/reset 200`)

      const link = /http\S+/.exec(emulator.outbox[0]?.text ?? '')?.[0] ?? ''
      const chosen = await fetch(link, {
        method: 'POST',
        body: new URLSearchParams({ password: 'chosen-anew' }),
      })
      expect(chosen.status).toBe(200)
      expect(await sdk.createSession({ ...dacia, password: 'chosen-anew' })).toMatchObject({ user_id: 51941 })
      await expect(sdk.users.resetPassword('nobody@example.com')).rejects.toMatchObject({ code: 404 })
    })

    it('resetPassword where it is switched off', async () => {
      await start({ resetByEmail: false })
      await sdk.createSession()
      await expect(sdk.users.resetPassword('dacia_k@example.com')).rejects.toMatchObject({ code: 422 })
    })

    it.each([
      [51946, 51946],
      [{ login: 'gabby' }, 51946],
      [{ email: 'pavallip@example.com' }, 51943],
      [{ phone: '+6110797757' }, 51941],
      [{ facebook_id: '91234409' }, 51941],
      [{ twitter_id: '83510562734' }, 51941],
      [{ external: '52691165' }, 51941],
    ])('get(%j)', async (params, id) => {
      await start()
      await sdk.createSession()
      expect(await sdk.users.get(params)).toEqual({ user: userOf(id) })
    })

    it.each([1, { login: 'x' }, { email: 'x' }, { phone: '1' }, { facebook_id: '1' }, { external: '1' }])(
      'get(%j) of nobody',
      async (params) => {
        await start()
        await sdk.createSession()
        await expect(sdk.users.get(params)).rejects.toMatchObject({ code: 404 })
      },
    )

    it.each([
      [{ page: 1, per_page: 5, filter: { field: 'id', param: 'in', value: [51941, 51946] } }, [51941, 51946]],
      [{ filter: { field: 'id', param: 'gt', value: 51941 } }, [51943, 51946]],
      [{ filter: { field: 'login', param: 'eq', value: 'gabby' } }, [51946]],
      [
        { filter: { field: 'created_at', param: 'between', value: '2024-12-31,2025-01-02' } },
        [51941, 51943, 51946],
      ],
      [
        {
          filter: [
            { field: 'id', param: 'lt', value: 51946 },
            { field: 'login', param: 'ne', value: 'Dacia' },
          ],
        },
        [51943],
      ],
      [{ order: { field: 'id', sort: 'desc' } }, [51946, 51943, 51941]],
      [{ order: { field: 'created_at', sort: 'asc' }, page: 2, per_page: 2 }, [51943]],
      [{ full_name: 'Corcoran' }, [51946]],
      [{ tags: ['accountant', 'iphone'] }, [51943, 51946]],
      [{ tags: ['vip'], page: 1, per_page: 10 }, [51946]],
    ])('get(%j)', async (params, ids) => {
      await start()
      await sdk.createSession()
      expect(await sdk.users.get(params)).toEqual({
        current_page: 'page' in params ? params.page : 1,
        per_page: 'per_page' in params ? params.per_page : 10,
        total_entries: expect.any(Number),
        items: ids.map((id) => ({ user: userOf(id) })),
      })
    })

    it('get where the listing is switched off', async () => {
      await start({ v1Listing: false })
      await sdk.createSession()
      await expect(sdk.users.get({ page: 1 })).rejects.toMatchObject({ code: 403 })
    })

    it.each([
      [{ limit: 10, offset: 0, id: { in: [51941, 51946] } }, [51941, 51946], 10],
      [{ limit: 1, offset: 1, id: { in: [51941, 51946] } }, [51946], 1],
      [{ login: 'gabby' }, [51946], 100],
      [{ email: 'pavallip@example.com' }, [51943], 100],
      [{ full_name: { start_with: 'pall' } }, [51943], 5],
      [{ phone: '+6110797757' }, [51941], 100],
      [{ external_id: '52691165' }, [51941], 100],
      [{ user_tags: ['vip', 'accountant'] }, [51943, 51946], 100],
      [{ user_tags: 'accountant', id: { nin: [51943] } }, [51946], 100],
      [{ user_tags: 'accountant', created_at: { gt: new Date(Date.UTC(2025, 0, 1, 0, 1)) } }, [51943], 100],
      [{ id: { in: [51941, 51943, 51946] }, sort_desc: 'login' }, [51943, 51946, 51941], 100],
    ])('getV2(%j)', async (params, ids, limit) => {
      await start()
      await sdk.createSession()
      expect(await sdk.users.getV2(params)).toEqual({
        limit,
        skip: 'offset' in params ? params.offset : 0,
        total_entries: expect.any(Number),
        items: ids.map(userOf),
      })
    })

    it('listOnline and getOnlineCount, from version 4 on', async () => {
      await start()
      await sdk.createSession(gabby)
      await sdk.createSession(dacia)
      if (isSigned) {
        expect(sdk.users.listOnline).toBeUndefined()
        return
      }
      expect(await sdk.users.listOnline?.()).toMatchObject({ users: [{ id: 51941 }, { id: 51946 }] })
      expect(await sdk.users.listOnline?.({ limit: 1, offset: 1 })).toMatchObject({ users: [{ id: 51946 }] })
      expect(await sdk.users.getOnlineCount?.()).toEqual({ count: 2 })
    })
  })
})
