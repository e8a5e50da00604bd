import { createStage, errorOf } from '@cubekit/testing'
import type { ApiErrorBody } from '@cubekit/emulator'
import { describe, expect, test } from 'vitest'
import { login, logout, signUp } from '../index.ts'

const newcomer = { login: 'newcomer', password: 'a long password' }

/** How often each of these was sent. */
function counts(requests: readonly string[]) {
  const count = (wanted: string): number => requests.filter((request) => request === wanted).length
  return { users: count('POST /users'), logins: count('POST /login') }
}

describe('signUp', () => {
  test('makes an account of all that was told, and signs the person in', async () => {
    const { client, emulator, requests } = createStage({ emulator: { signatures: 'require' } })
    const details = {
      ...newcomer,
      email: 'newcomer@example.com',
      full_name: 'Ольга 🌷',
      phone: '+441632960961',
      website: 'https://example.com',
      tag_list: ['a', 'b', 'c', 'd', 'e'],
      custom_data: '{"theme":"dark"}',
    }
    const user = await signUp(client, details)
    const { password: _, tag_list, ...told } = details
    expect(user).toMatchObject({ ...told, user_tags: tag_list })
    expect(client.getSession()).toMatchObject({ status: 'user', user })
    expect(requests()).toEqual(['POST /session', 'POST /users', 'POST /login'])
    expect(emulator.db.sessions.list()).toHaveLength(1)
  })

  test('never trims a password', async () => {
    const { client, open } = createStage()
    const password = ' spaces at both ends '
    const user = await signUp(client, { login: 'newcomer', password })
    expect((await errorOf(login(open(), { login: 'newcomer', password: password.trim() }))).code).toBe(
      'invalid-credentials',
    )
    await expect(login(open(), { login: 'newcomer', password })).resolves.toMatchObject({ id: user.id })
  })

  test.each([
    [{ login: 'ab', password: 'a long password' }, ['login']],
    [{ login: 'x'.repeat(71), password: 'a long password' }, ['login']],
    [{ ...newcomer, tag_list: ['1', '2', '3', '4', '5', '6'] }, ['tag_list']],
    [{ ...newcomer, tag_list: ['1', '2', '3,4,5,6'] }, ['tag_list']],
    [
      { login: 'ab', password: 'a long password', tag_list: ['1', '2', '3', '4', '5', '6'] },
      ['login', 'tag_list'],
    ],
    [{ email: '', password: '' }, ['email', 'password']],
  ])('refuses what the API is documented to refuse, before any request: %j', async (details, fields) => {
    const { client, requests } = createStage()
    const error = await errorOf(signUp(client, details))
    expect(error.code).toBe('validation')
    expect(Object.keys(error.fields)).toEqual(fields)
    expect(requests()).toEqual([])
  })

  test.each([3, 70])(
    'takes a login of %i characters, also of those that are two in UTF-16',
    async (length) => {
      for (const letter of ['x', '🌷']) {
        const { client } = createStage()
        const name = letter.repeat(length)
        await expect(signUp(client, { ...newcomer, login: name })).resolves.toMatchObject({ login: name })
      }
    },
  )

  test('leaves it to the server what else it refuses', async () => {
    const { client } = createStage()
    const error = await errorOf(signUp(client, { ...newcomer, full_name: 'x'.repeat(300) }))
    expect(error.code).toBe('validation')
    expect(Object.keys(error.fields)).toEqual(['full_name'])
  })
})

describe('a name that is taken', () => {
  test('is told at its field', async () => {
    const { client, person } = createStage()
    const { password } = newcomer
    for (const [field, details] of [
      ['login', { login: person.login, password }],
      ['email', { email: person.email, password }],
      ['email', { ...newcomer, email: person.email }],
    ] as const) {
      expect(await errorOf(signUp(client, details))).toMatchObject({
        code: 'validation',
        fields: { [field]: ['must be unique'] },
      })
    }
    expect(client.getSession().status).toBe('signed-out')
  })

  test.each<[ApiErrorBody, string[]]>([
    [{ errors: { base: ['email must be unique'] } }, ['email']],
    [{ errors: ['login must be unique'] }, ['login']],
    [{ errors: ['Email has already been taken'] }, ['email']],
    [{ errors: { base: ['Login has already been taken'] } }, ['login']],
    [{ errors: { email: ['has already been taken'] } }, ['email']],
    [{ errors: { login: ['must be unique'] } }, ['login']],
    [{ errors: { login: ['must be unique'], full_name: ['is too long'] } }, ['login', 'full_name']],
    [{ errors: { base: ['login must be unique', 'email must be unique'] } }, ['login', 'email']],
  ])('in any shape and wording: %j', async (body, fields) => {
    const { client, emulator, requests } = createStage()
    emulator.faults.add({ kind: 'status', status: 422, body, path: '/users' })
    const error = await errorOf(signUp(client, newcomer))
    expect(error).toMatchObject({ code: 'validation', status: 422 })
    expect(Object.keys(error.fields).sort()).toEqual(fields.sort())
    for (const field of fields.filter((name) => name !== 'full_name'))
      expect(error.fields[field]).toEqual(['must be unique'])
    expect(counts(requests()).logins).toBe(0)
  })

  test('by oneself is told as well: who has an account signs in', async () => {
    const { client } = createStage()
    await signUp(client, newcomer)
    await logout(client)
    expect((await errorOf(signUp(client, newcomer))).code).toBe('validation')
  })
})

describe('an answer that is lost', () => {
  test('after the account was made: one account, and the person is in', async () => {
    const { client, emulator, requests } = createStage()
    const users = emulator.db.users.size
    emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/users', times: 1 })
    const user = await signUp(client, newcomer)
    expect(client.getSession()).toMatchObject({ status: 'user', user })
    expect(emulator.db.users.size).toBe(users + 1)
    expect(counts(requests())).toEqual({ users: 1, logins: 1 })
  })

  test.each(['dropAfterCommit', 'offline'] as const)(
    'and the sign-in is lost too (%s): the next try lets the person in, and makes no second account',
    async (kind) => {
      const { client, emulator, requests } = createStage()
      const users = emulator.db.users.size
      emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/users', times: 1 })
      emulator.faults.add({ kind, path: '/login', times: 1 })
      expect((await errorOf(signUp(client, newcomer))).code).toBe('unreachable')
      expect(client.getSession().status).toBe('signed-out')

      const user = await signUp(client, newcomer)
      expect(client.getSession()).toMatchObject({ status: 'user', user })
      expect(emulator.db.users.size).toBe(users + 1)
      expect(counts(requests()).users).toBe(2)
      await expect.poll(() => emulator.db.sessions.list()).toHaveLength(1)
    },
  )

  test('and then somebody else’s password: taken', async () => {
    const { client, emulator } = createStage()
    emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/users', times: 1 })
    emulator.faults.add({ kind: 'offline', path: '/login', times: 1 })
    await errorOf(signUp(client, newcomer))
    const error = await errorOf(signUp(client, { ...newcomer, password: 'another password' }))
    expect(error).toMatchObject({ code: 'validation', fields: { login: ['must be unique'] } })
    expect(client.getSession().status).toBe('signed-out')
  })

  test('because the person gave up: the next try lets them in', async () => {
    const { client, emulator, hold } = createStage()
    const users = emulator.db.users.size
    const held = hold('/users')
    const abort = new AbortController()
    const signingUp = errorOf(signUp(client, newcomer, { signal: abort.signal }))
    await held.arrived
    abort.abort()
    expect((await signingUp).code).toBe('aborted')
    held.release()
    await expect(signUp(client, newcomer)).resolves.toMatchObject({ login: 'newcomer' })
    expect(emulator.db.users.size).toBe(users + 1)
  })

  test('because the page was killed between the two requests: no second account, and the person can sign in', async () => {
    const { client, open, emulator, hold } = createStage()
    const users = emulator.db.users.size
    const held = hold('/users')
    void signUp(client, newcomer).catch(() => {})
    await held.arrived
    // Nothing of the old page runs any more: its answer never comes.
    const page = open()
    await page.ready()
    expect(page.getSession().status).toBe('signed-out')
    expect((await errorOf(signUp(open({ fetch: emulator.fetch }), newcomer))).fields).toHaveProperty('login')
    await login(page, newcomer)
    expect(page.getSession().status).toBe('user')
    expect(emulator.db.users.size).toBe(users + 1)
  })

  test('on its way there: says so, and makes none', async () => {
    const { client, emulator } = createStage()
    const users = emulator.db.users.size
    emulator.faults.add({ kind: 'offline', path: '/users', times: 1 })
    expect((await errorOf(signUp(client, newcomer))).code).toBe('unreachable')
    expect(emulator.db.users.size).toBe(users)
    await expect(signUp(client, newcomer)).resolves.toMatchObject({ login: 'newcomer' })
  })
})

test('a logout meanwhile wins over a sign-up', async () => {
  const { client, emulator, hold } = createStage()
  const held = hold('/users')
  const signingUp = errorOf(signUp(client, newcomer))
  await held.arrived
  const ending = logout(client)
  held.release()
  await ending
  expect((await signingUp).code).toBe('superseded')
  expect(client.getSession().status).toBe('signed-out')
  await expect.poll(() => emulator.db.sessions.list()).toEqual([])
})
