import { describe, expect, it } from 'vitest'
import type { Emulator } from '../index.ts'
import { setUp, type Api, type Reply } from '../../test/api.ts'

const users = [
  { id: 7, login: 'ada', email: 'ada@example.com', password: 'analytical-engine', full_name: 'Ada' },
]

const ways: readonly [string, (api: Api, email: string, token?: string) => Promise<Reply>][] = [
  ['POST', (api, email, token) => api.post('/users/password/reset.json', { email }, token)],
  ['GET', (api, email, token) => api.get(`/users/password/reset?email=${encodeURIComponent(email)}`, token)],
]
const linkIn = (emulator: Emulator): string => {
  const link = /https?:\S+/.exec(emulator.outbox.at(-1)?.text ?? '')
  if (link === null) throw new Error('There is no mail with a link.')
  return link[0]
}
const choose = (emulator: Emulator, link: string, password: string): Promise<Response> =>
  emulator.fetch(link, { method: 'POST', body: new URLSearchParams({ password }) })

describe.each(ways)('%s /users/password/reset', (_, ask) => {
  it('puts one mail into the outbox', async () => {
    const { emulator, api } = setUp({ users })
    const { status, body } = await ask(api, 'Ada@example.com', await api.appToken())
    expect([status, body]).toEqual([200, ''])
    expect(emulator.outbox).toEqual([
      {
        id: 1,
        at: Date.UTC(2026, 0, 15, 12),
        kind: 'password-reset',
        to: 'ada@example.com',
        userId: 7,
        subject: expect.any(String),
        text: expect.stringContaining('Hello Ada,'),
      },
    ])
    expect(emulator.outbox[0]?.text).not.toContain('analytical-engine')
  })

  it.each([
    ['nobody@example.com', 404, ['Not found']],
    ['', 422, { email: ['cannot be blank'] }],
    ['  ', 422, { email: ['cannot be blank'] }],
  ])('sends nothing to %j', async (email, expected, errors) => {
    const { emulator, api } = setUp({ users })
    const { status, body } = await ask(api, email, await api.appToken())
    expect([status, body]).toEqual([expected, { errors }])
    expect(emulator.outbox).toEqual([])
  })

  it('can be switched off', async () => {
    const { emulator, api } = setUp({ users, resetByEmail: false })
    const { status, body } = await ask(api, 'ada@example.com', await api.appToken())
    expect([status, body]).toEqual([422, { errors: { base: ['Reset password by email is disabled'] } }])
    expect(emulator.outbox).toEqual([])
  })

  it('needs a session', async () => {
    const { emulator, api } = setUp({ users })
    expect((await ask(api, 'ada@example.com')).status).toBe(401)
    expect(emulator.outbox).toEqual([])
  })
})

describe('the link in the mail', () => {
  async function setUpWithLink(): Promise<{ emulator: Emulator; api: Api; link: string }> {
    const { emulator, api } = setUp({ users })
    await api.post('/users/password/reset', { email: 'ada@example.com' }, await api.appToken())
    return { emulator, api, link: linkIn(emulator) }
  }
  const signIn = async (api: Api, password: string): Promise<number> =>
    (await api.session({ user: { login: 'ada', password } })).status

  it('leads to a page that changes the password, once', async () => {
    const { emulator, api, link } = await setUpWithLink()
    const form = await emulator.fetch(link)
    expect([form.status, form.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await form.text()).toContain('autocomplete="new-password"')
    expect(await signIn(api, 'analytical-engine')).toBe(201)

    const done = await choose(emulator, link, 'difference-engine')
    expect([done.status, await done.text()]).toEqual([
      200,
      expect.stringContaining('Your password is changed'),
    ])
    expect([await signIn(api, 'difference-engine'), await signIn(api, 'analytical-engine')]).toEqual([
      201, 401,
    ])

    expect((await choose(emulator, link, 'third-engine')).status).toBe(404)
    expect((await emulator.fetch(link)).status).toBe(404)
    expect(await signIn(api, 'difference-engine')).toBe(201)
  })

  it('refuses a password that is too short, and works on', async () => {
    const { emulator, api, link } = await setUpWithLink()
    const refused = await choose(emulator, link, 'short')
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('role="alert"')])
    expect(await signIn(api, 'analytical-engine')).toBe(201)
    expect((await choose(emulator, link, 'difference-engine')).status).toBe(200)
  })

  it('works for an hour, and not for those who guess', async () => {
    const { emulator, link } = await setUpWithLink()
    expect((await emulator.fetch(`${link}0`)).status).toBe(404)
    expect((await emulator.fetch('/users/password/new')).status).toBe(404)
    emulator.clock.advance(60 * 60_000 - 1)
    expect((await emulator.fetch(link)).status).toBe(200)
    emulator.clock.advance(1)
    expect((await choose(emulator, link, 'difference-engine')).status).toBe(404)
  })

  it('is void once another one was used', async () => {
    const { emulator, api, link } = await setUpWithLink()
    await api.post('/users/password/reset', { email: 'ada@example.com' }, await api.appToken())
    expect((await choose(emulator, linkIn(emulator), 'difference-engine')).status).toBe(200)
    expect((await choose(emulator, link, 'third-engine')).status).toBe(404)
  })

  it('leaves no secret in the journal', async () => {
    const { emulator, link } = await setUpWithLink()
    await choose(emulator, link, 'difference-engine')
    const journal = JSON.stringify(emulator.log)
    expect(journal).not.toContain('difference-engine')
    expect(journal).not.toContain(new URL(link).searchParams.get('reset_token'))
  })
})
