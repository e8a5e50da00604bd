import { at, createSession, freshName, send, tokenOf } from './client.ts'
import { expectSame } from './expectSame.ts'
import type { Check, Host } from './Host.ts'

const EXPIRATION = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/
const sessionGone = { errors: { base: ['Required session does not exist'] } }

/** What the API does for anybody. Nothing is left behind: accounts that are made are deleted. */
export const apiChecks: readonly Check[] = [
  {
    name: 'POST /session makes an application session',
    async run(host) {
      const { status, json, headers } = await createSession(host)
      expectSame(status, 201)
      expectSame(
        Object.keys(Object(at(json, 'session')))
          .filter((name) => !['nonce', 'device_id'].includes(name))
          .sort(),
        ['application_id', 'created_at', 'id', 'token', 'ts', 'updated_at', 'user_id'],
      )
      expectSame([at(json, 'session', 'application_id'), at(json, 'session', 'user_id')], [host.appId, null])
      expectSame(EXPIRATION.test(headers.get('CB-Token-ExpirationDate') ?? ''), true)
    },
  },
  {
    name: 'POST /session signs somebody in, from JSON, a form or multipart, with and without .json',
    async run(host) {
      const { login, password } = host.person
      const fields = {
        application_id: String(host.appId),
        auth_key: host.authKey,
        'user[login]': login,
        'user[password]': password,
      }
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      const json = { application_id: host.appId, auth_key: host.authKey, user: { login, password } }
      for (const body of [json, new URLSearchParams(fields), form]) {
        for (const path of ['/session', '/session.json']) {
          const answer = await send(host, 'POST', path, { body })
          expectSame([answer.status, at(answer.json, 'session', 'user', 'login')], [201, login])
          expectSame(at(answer.json, 'session', 'user_id'), at(answer.json, 'session', 'user', 'id'))
        }
      }
    },
  },
  {
    name: 'POST /session refuses a wrong password and a wrong key',
    async run(host) {
      const { login } = host.person
      const wrong = await createSession(host, { user: { login, password: `not-${freshName()}` } })
      expectSame([wrong.status, wrong.json], [401, { errors: ['Invalid password'] }])
      expectSame((await createSession(host, { auth_key: 'no-such-key' })).status, 422)
    },
  },
  {
    name: 'POST /session lets a guest in',
    async run(host) {
      const { json } = await createSession(host, { user: { guest: '1', full_name: 'Ünï 客' } })
      const user = at(json, 'session', 'user')
      expectSame([at(user, 'full_name'), at(user, 'is_guest')], ['Ünï 客', true])
      expectSame(String(at(user, 'login')).startsWith('guest_login_'), true)
      await send(host, 'DELETE', `/users/${String(at(user, 'id'))}`, {
        token: String(at(json, 'session', 'token')),
      })
    },
  },
  {
    name: 'a session can be read and ended, and is gone then',
    async run(host) {
      const token = await tokenOf(host)
      const { status, json } = await send(host, 'GET', '/session', { token })
      expectSame([status, at(json, 'session', 'token') === token], [200, true])
      expectSame((await send(host, 'DELETE', '/session', { token })).status, 200)
      const gone = await send(host, 'GET', '/session', { token })
      expectSame([gone.status, gone.json], [401, sessionGone])
    },
  },
  {
    name: 'POST and DELETE /login turn a session into a user’s and back, with one token',
    async run(host) {
      const token = await tokenOf(host)
      const { json } = await send(host, 'POST', '/login', { token, body: { ...host.person } })
      expectSame(at(json, 'user', 'login'), host.person.login)
      const userId = async (): Promise<unknown> =>
        at((await send(host, 'GET', '/session', { token })).json, 'session', 'user_id')
      expectSame(await userId(), at(json, 'user', 'id'))
      await send(host, 'DELETE', '/login', { token })
      expectSame(await userId(), null)
    },
  },
  {
    name: 'an application session may only read',
    async run(host) {
      const token = await tokenOf(host)
      const refused = await send(host, 'PUT', '/users/1', { token, body: { user: { full_name: 'x' } } })
      expectSame([refused.status, refused.json], [403, { errors: { base: ['Forbidden. Need user.'] } }])
    },
  },
  {
    name: 'people sign up, change and delete themselves',
    run: (host) =>
      withNewcomer(host, async ({ token, id, email }) => {
        const twice = await send(host, 'POST', '/users', {
          token,
          body: { user: { login: freshName(), password: 'a-long-password', email } },
        })
        expectSame([twice.status, twice.json], [422, { errors: { base: ['email must be unique'] } }])
        const changed = await send(host, 'PUT', `/users/${id}`, {
          token,
          body: { user: { full_name: 'Zoë', tag_list: ['one', 'two'], website: 'example.com' } },
        })
        expectSame(
          ['full_name', 'user_tags', 'website'].map((name) => at(changed.json, 'user', name)),
          ['Zoë', 'one,two', 'http://example.com'],
        )
      }),
  },
  {
    name: 'users are found by id, name and other fields',
    run: (host) =>
      withNewcomer(host, async ({ token, id, login }) => {
        for (const query of [`id=${id}`, `id[in][]=${id}&id[in][]=1`, `login=${login}`]) {
          const { json } = await send(host, 'GET', `/users/v2.json?${query}`, { token })
          expectSame([query, at(json, 'total_entries'), at(json, 'items', 0, 'id')], [query, 1, id])
        }
        const one = await send(host, 'GET', `/users/${id}`, { token })
        expectSame(at(one.json, 'user', 'login'), login)
        const byLogin = await send(host, 'GET', `/users/by_login?login=${login}`, { token })
        expectSame(at(byLogin.json, 'user', 'id'), id)
        expectSame(
          (await send(host, 'GET', '/users/by_login?login=no-such-login-at-all', { token })).status,
          404,
        )
      }),
  },
  {
    name: 'a file is made, uploaded by its form, completed, downloaded and deleted',
    run: (host) =>
      withNewcomer(host, async ({ token }) => {
        const content = 'Hello, files! 🙂'
        const size = new TextEncoder().encode(content).length
        const made = await send(host, 'POST', '/blobs', {
          token,
          body: { blob: { content_type: 'text/plain', name: 'hello.txt', public: false } },
        })
        expectSame(made.status, 201)
        const [id, uid] = [at(made.json, 'blob', 'id'), at(made.json, 'blob', 'uid')]
        const target = new URL(String(at(made.json, 'blob', 'blob_object_access', 'params')))
        const form = new FormData()
        for (const [name, value] of target.searchParams) form.append(name, value)
        form.append('file', new Blob([content], { type: 'text/plain' }))
        const uploaded = await send(host, 'POST', `${target.origin}${target.pathname}`, { body: form })
        expectSame([uploaded.status, uploaded.text.includes('<PostResponse>')], [201, true])
        const done = await send(host, 'PUT', `/blobs/${String(id)}/complete`, {
          token,
          body: { blob: { size } },
        })
        expectSame(done.status, 200)
        const download = await send(host, 'GET', `/blobs/${String(uid)}?token=${token}`)
        expectSame([download.status, download.text], [200, content])
        expectSame((await send(host, 'DELETE', `/blobs/${String(id)}`, { token })).status, 200)
        expectSame((await send(host, 'GET', `/blobs/${String(id)}`, { token })).status, 404)
      }),
  },
  {
    name: 'a call without a token, and a path nobody serves, are refused',
    async run(host) {
      const refused = await send(host, 'GET', '/users/v2?id=1')
      expectSame([refused.status, refused.json], [401, { errors: ['Token is required'] }])
      expectSame((await send(host, 'GET', '/no-such-path', { token: await tokenOf(host) })).status, 404)
    },
  },
]

interface Newcomer {
  readonly token: string
  readonly id: number
  readonly login: string
  readonly email: string
}

/** Signs somebody up, and deletes them whatever happens. */
async function withNewcomer(host: Host, run: (newcomer: Newcomer) => Promise<void>): Promise<void> {
  const [login, password] = [freshName(), 'a-long-password']
  const email = `${login}@example.com`
  const token = await tokenOf(host)
  const signedUp = await send(host, 'POST', '/users', { token, body: { user: { login, password, email } } })
  expectSame([signedUp.status, at(signedUp.json, 'user', 'login')], [201, login])
  const id = Number(at(signedUp.json, 'user', 'id'))
  const own = await tokenOf(host, { login, password })
  try {
    await run({ token: own, id, login, email })
  } finally {
    expectSame((await send(host, 'DELETE', `/users/${id}`, { token: own })).status, 200)
  }
}
