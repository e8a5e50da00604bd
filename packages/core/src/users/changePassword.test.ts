import { createStage, errorOf } from '@cubekit/testing'
import { expect, test } from 'vitest'
import { changePassword, login } from '../index.ts'

async function signedIn() {
  const stage = createStage()
  const { login: name, password } = stage.person
  await login(stage.client, { login: name, password })
  return stage
}

test('changes the password, as it was typed, and the session goes on', async () => {
  const { client, open, person, emulator } = await signedIn()
  const password = '  new, with spaces 🗝 '
  const user = await changePassword(client, { old_password: person.password, password })
  expect(user.id).toBe(person.id)
  expect(client.getSession()).toMatchObject({ status: 'user' })
  expect(emulator.log.at(-1)).toMatchObject({ method: 'PUT', path: `/users/${person.id}`, status: 200 })
  const { login: name } = person
  expect((await errorOf(login(open(), { login: name, password: password.trim() }))).code).toBe(
    'invalid-credentials',
  )
  expect((await errorOf(login(open(), { login: name, password: person.password }))).code).toBe(
    'invalid-credentials',
  )
  await expect(login(open(), { login: name, password })).resolves.toMatchObject({ id: person.id })
})

test.each([
  ['as the emulator says it', undefined],
  ['in the first shape', { status: 422, body: { errors: { base: ['Old password is invalid'] } } }],
  ['in the third shape', { status: 422, body: { errors: ['Invalid password'] } }],
  ['as a refusal of credentials', { status: 401, body: { errors: ['Unauthorized'] } }],
])('an old password that is not right is told at its field: %s', async (_, answer) => {
  const { client, emulator } = await signedIn()
  if (answer) emulator.faults.add({ kind: 'status', ...answer, path: '/users' })
  const error = await errorOf(changePassword(client, { old_password: 'not it, no', password: 'brand new' }))
  expect(error.code).toBe('validation')
  expect(Object.keys(error.fields)).toEqual(['old_password'])
  expect(client.getSession().status).toBe('user')
})

test('a new password that the server does not take is told at its field, and comes back in no error', async () => {
  const { client, emulator, person } = await signedIn()
  const change = { old_password: person.password, password: 'abc' }
  const short = await errorOf(changePassword(client, change))
  expect(short.code).toBe('validation')
  expect(Object.keys(short.fields)).toEqual(['password'])

  const echo = { errors: { password: [`abc is like ${person.password}`] } }
  emulator.faults.add({ kind: 'status', status: 422, body: echo, path: '/users' })
  const error = await errorOf(changePassword(client, change))
  expect(error.fields).toEqual({ password: ['••• is like •••'] })
})

test.each([
  ['in the first shape', { errors: { base: ['Password is too short (minimum is 6 characters)'] } }],
  ['in the third shape', { errors: ['Password is too short'] }],
])('what the server says of the new password alone is about the new one: %s', async (_, body) => {
  const { client, emulator, person } = await signedIn()
  emulator.faults.add({ kind: 'status', status: 422, body, path: '/users' })
  const error = await errorOf(changePassword(client, { old_password: person.password, password: 'abc' }))
  expect([error.code, Object.keys(error.fields)]).toEqual(['validation', ['password']])
})

test('a password that is a word of the API hides no field, and one that begins with the other leaks nothing', async () => {
  const { client, emulator } = await signedIn()
  const body = { errors: { password: ['Sommer2024!Xyz is too common, and so is Sommer2024'] } }
  emulator.faults.add({ kind: 'status', status: 422, body, path: '/users', times: 1 })
  const echoed = await errorOf(
    changePassword(client, { old_password: 'Sommer2024', password: 'Sommer2024!Xyz' }),
  )
  expect(echoed.fields).toEqual({ password: ['••• is too common, and so is •••'] })
  emulator.faults.add({ kind: 'status', status: 422, body: { errors: { password: ['x'] } }, path: '/users' })
  const error = await errorOf(changePassword(client, { old_password: 'password', password: 'abc' }))
  expect(Object.keys(error.fields)).toEqual(['password'])
})

test('what the server has is shown afterwards', async () => {
  const { client, person, emulator } = await signedIn()
  emulator.clock.advance(5000)
  const before = client.getSession().user?.updated_at
  await changePassword(client, { old_password: person.password, password: 'brand new' })
  expect(client.getSession().user?.updated_at).not.toBe(before)
})

test.each([
  [{ old_password: '', password: 'brand new' }, ['old_password']],
  [{ old_password: 'old one', password: '' }, ['password']],
  [{ old_password: '', password: '' }, ['old_password', 'password']],
])('what is empty is refused before any request: %j', async (change, fields) => {
  const { client, requests } = await signedIn()
  const before = requests().length
  const error = await errorOf(changePassword(client, change))
  expect([error.code, Object.keys(error.fields)]).toEqual(['validation', fields])
  expect(requests()).toHaveLength(before)
})

test('needs somebody signed in', async () => {
  const { client, requests } = createStage()
  const error = await errorOf(changePassword(client, { old_password: 'a', password: 'b' }))
  expect(error.code).toBe('not-signed-in')
  expect(requests()).toEqual([])
})

test('a session that has lapsed is no wrong password', async () => {
  const { client, emulator, person } = await signedIn()
  emulator.expireSessions()
  const change = { old_password: person.password, password: 'brand new' }
  expect((await errorOf(changePassword(client, change))).code).toBe('session-expired')
  expect(client.getSession().status).toBe('reauth-required')
})

test('a password comes back in no error either when the server writes it as JSON or an address does', async () => {
  const { client, emulator } = await signedIn()
  const body = { errors: { password: ['as \\"quoted\\" and as %22quoted%22%26'] } }
  emulator.faults.add({ kind: 'status', status: 422, body, path: '/users' })
  const quoted = await errorOf(changePassword(client, { old_password: '"quoted"', password: '"quoted"&' }))
  expect(quoted.fields).toEqual({ password: ['as ••• and as •••'] })
})
