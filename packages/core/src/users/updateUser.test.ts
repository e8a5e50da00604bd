import { createStage, errorOf } from '@cubekit/testing'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { getSession, getUser, login, loginAsGuest, logout, memoryStorage, updateUser } from '../index.ts'

async function signedIn(options: Parameters<typeof createStage>[0] = {}) {
  const stage = createStage(options)
  const { login: name, password } = stage.person
  await login(stage.client, { login: name, password })
  return stage
}

describe('updateUser', () => {
  test('changes what is named and leaves the rest, here and on the server', async () => {
    const { client, emulator, person } = await signedIn()
    const before = client.getSession().user
    const changes = {
      full_name: 'Ольга 🌷',
      phone: '+441632960961',
      website: 'example.com',
      tag_list: ['math', 'engines'],
      custom_data: { theme: 'dark' },
    }
    const user = await updateUser(client, changes)
    const { tag_list, ...texts } = changes
    const told = { ...texts, website: 'http://example.com', custom_data: '{"theme":"dark"}' }
    expect(user).toMatchObject({ ...told, user_tags: tag_list, login: before?.login, email: before?.email })
    expect(client.getSession().user).toEqual(user)
    expect(emulator.db.users.get(person.id)).toMatchObject({ ...told, user_tags: 'math,engines' })
  })

  test('null empties a field', async () => {
    const { client } = await signedIn()
    await updateUser(client, { full_name: 'Ada', tag_list: ['math'], custom_data: 'a text' })
    const user = await updateUser(client, {
      full_name: null,
      tag_list: null,
      custom_data: null,
      website: null,
    })
    expect(user).toMatchObject({ full_name: null, user_tags: [], custom_data: null, website: null })
  })

  test('shows at once, and nowhere else before the server has accepted it', async () => {
    const { client, open, hold, person } = await signedIn()
    const otherPage = open()
    await otherPage.ready()
    const held = hold('PUT /users')
    const update = updateUser(client, { full_name: 'Ada King', tag_list: ['math'] })
    await held.arrived
    expect(client.getSession().user).toMatchObject({ full_name: 'Ada King', user_tags: ['math'] })
    expect(otherPage.getSession().user?.full_name).toBe(person.full_name)
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession().user?.full_name).toBe(person.full_name)
    held.release()
    await update
    const afterwards = open()
    await afterwards.ready()
    expect(afterwards.getSession().user?.full_name).toBe('Ada King')
  })

  test.each([
    ['offline', { kind: 'offline' }, 'unreachable'],
    ['a server that fails', { kind: 'status', status: 500 }, 'server-error'],
    ['a server that wants a pause', { kind: 'status', status: 429, retryAfter: 9 }, 'rate-limited'],
    ['a page of a proxy', { kind: 'html200' }, 'protocol'],
  ] as const)('is taken back: %s', async (_, fault, code) => {
    const { client, emulator, person } = await signedIn()
    const shown: (string | null | undefined)[] = []
    client.subscribe(() => shown.push(client.getSession().user?.full_name))
    emulator.faults.add(fault)
    expect((await errorOf(updateUser(client, { full_name: 'Ada King' }))).code).toBe(code)
    expect(shown).toContain('Ada King')
    expect(client.getSession()).toMatchObject({ status: 'user', user: { full_name: person.full_name } })
  })

  test.each([
    [{ login: 'ab' }, 'login'],
    [{ login: 'x'.repeat(71) }, 'login'],
    [{ tag_list: ['1', '2', '3', '4', '5', '6'] }, 'tag_list'],
  ])('refuses what the API is documented to refuse, before any request: %j', async (changes, field) => {
    const { client, requests } = await signedIn()
    const before = requests().length
    const error = await errorOf(updateUser(client, changes))
    expect(error.code).toBe('validation')
    expect(Object.keys(error.fields)).toEqual([field])
    expect(requests()).toHaveLength(before)
  })

  test.each([
    ['login', 'as the emulator says it', undefined],
    ['email', 'as the emulator says it', undefined],
    ['email', 'at the field', { errors: { email: ['has already been taken'] } }],
    ['login', 'in a list', { errors: ['login must be unique'] }],
  ])('a taken %s is told at its field: %s', async (field, _, body) => {
    const { client, emulator, otherPerson } = await signedIn()
    if (body) emulator.faults.add({ kind: 'status', status: 422, body, path: '/users' })
    const taken = field === 'login' ? { login: otherPerson.login } : { email: otherPerson.email }
    const error = await errorOf(updateUser(client, taken))
    expect(error).toMatchObject({ code: 'validation', status: 422, fields: { [field]: ['must be unique'] } })
    expect(client.getSession().user).not.toMatchObject(taken)
  })

  test('needs somebody signed in; a guest may', async () => {
    const { client, requests } = createStage()
    expect((await errorOf(updateUser(client, { full_name: 'Ada' }))).code).toBe('not-signed-in')
    expect(requests()).toEqual([])
    await loginAsGuest(client, { full_name: 'Olof' })
    expect(await updateUser(client, { full_name: 'Ada' })).toMatchObject({ full_name: 'Ada', is_guest: true })
  })

  test('a logout meanwhile drops it', async () => {
    const { client, hold, person, otherPerson } = await signedIn()
    const held = hold('PUT /users')
    const update = errorOf(updateUser(client, { full_name: 'Ada King' }))
    await held.arrived
    await logout(client)
    expect(client.getSession().user).toBeNull()
    await login(client, { login: otherPerson.login, password: otherPerson.password })
    expect(client.getSession().user?.full_name).toBe(otherPerson.full_name)
    held.release()
    expect((await update).code).toBe('session-changed')
    expect(client.getSession().user).toMatchObject({ id: otherPerson.id, full_name: otherPerson.full_name })
    expect(person.full_name).not.toBe(otherPerson.full_name)
  })

  test('whoever gives one up before it is sent changes nothing, and holds up nobody', async () => {
    const { client, hold, requests, person } = await signedIn()
    const held = hold('PUT /users')
    const first = updateUser(client, { full_name: 'Ada King' })
    await held.arrived
    const given = new AbortController()
    const second = errorOf(updateUser(client, { phone: '+1' }, { signal: given.signal }))
    const third = updateUser(client, { website: 'http://example.com' })
    given.abort()
    expect((await second).code).toBe('aborted')
    held.release()
    expect(await first).toMatchObject({ full_name: 'Ada King' })
    expect(await third).toMatchObject({ full_name: 'Ada King', website: 'http://example.com' })
    expect(client.getSession().user?.phone).not.toBe('+1')
    expect(requests().filter((request) => request === `PUT /users/${person.id}`)).toHaveLength(2)
  })
})

test('when the answer is lost, what the server has is read, and shown', async () => {
  const { client, emulator, requests, person } = await signedIn()
  emulator.faults.add({ kind: 'dropAfterCommit', method: 'PUT', times: 1 })
  emulator.clock.advance(2000)
  expect((await errorOf(updateUser(client, { full_name: 'Ada King' }))).code).toBe('unreachable')
  await vi.waitFor(() => expect(client.getSession().user?.full_name).toBe('Ada King'))
  expect(requests().at(-1)).toBe(`GET /users/${person.id}`)
})

test('what has been changed elsewhere shows in the session once it is read by id', async () => {
  const { client, open, emulator, person } = await signedIn()
  const phone = open({ storage: memoryStorage() })
  await login(phone, { login: person.login, password: person.password })
  emulator.clock.advance(2000)
  await updateUser(phone, { full_name: 'Changed elsewhere' })
  await getUser(client, person.id)
  expect(client.getSession().user?.full_name).toBe('Changed elsewhere')
})

test('sends and shows nothing but fields of a profile, whatever else a form holds', async () => {
  const { client, emulator, person } = await signedIn()
  const values = { full_name: 'Ada King', password: 'a new secret', old_password: person.password, id: 7 }
  await updateUser(client, values)
  expect(client.getSession().user).toMatchObject({ id: person.id, full_name: 'Ada King' })
  expect(JSON.stringify(client.getSession())).not.toContain('secret')
  expect(Object.keys(client.getSession().user ?? {})).not.toContain('password')
  expect(emulator.log.at(-1)?.requestBody).toEqual({ user: { full_name: 'Ada King' } })
})

test('the same person, signed in anew, sees nothing of an update from before', async () => {
  const { client, hold, person } = await signedIn()
  const held = hold('PUT /users')
  const update = errorOf(updateUser(client, { full_name: 'Ada King' }))
  await held.arrived
  await logout(client)
  held.release()
  await login(client, { login: person.login, password: person.password })
  expect((await update).code).toBe('session-changed')
  const before = client.getSession().user?.full_name
  const again = hold('PUT /users')
  const second = updateUser(client, { phone: '+44' })
  await again.arrived
  expect(client.getSession().user).toMatchObject({ full_name: before, phone: '+44' })
  again.release()
  await second
})

test('an update that hangs holds up nobody who signs in after', async () => {
  const { client, hold, person, otherPerson } = await signedIn()
  const held = hold(`PUT /users/${person.id}`)
  const hanging = errorOf(updateUser(client, { full_name: 'Ada King' }))
  await held.arrived
  await login(client, { login: otherPerson.login, password: otherPerson.password })
  await expect(updateUser(client, { full_name: 'Grace' })).resolves.toMatchObject({ full_name: 'Grace' })
  held.release()
  expect((await hanging).code).toBe('session-changed')
})

test('what was read of the session before an update does not undo it', async () => {
  const { client, hold } = await signedIn()
  const held = hold('GET /session')
  const reading = getSession(client)
  await held.arrived
  await updateUser(client, { full_name: 'Ada King' })
  held.release()
  await reading
  expect(client.getSession().user?.full_name).toBe('Ada King')
})

/** One thing that may happen while updates are on their way. */
const happening = fc.oneof(
  fc.record({
    does: fc.constant('update' as const),
    field: fc.constantFrom('full_name', 'phone', 'website', 'external_id'),
    value: fc.constantFrom('http://a', 'http://b', null),
  }),
  fc.record({ does: fc.constantFrom('fail', 'read', 'settle', 'elsewhere', 'leave') }),
)

test('in any order of updates, failures, reads, other tabs and logouts: what shows in the end is what the server has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 2, maxLength: 9 }), async (happenings) => {
      const { client, open, emulator, person } = await signedIn()
      const running: Promise<unknown>[] = []
      for (const happens of happenings) {
        if (happens.does === 'update' && 'field' in happens) {
          const changes = { [happens.field]: happens.value }
          const isSignedIn = client.getSession().status === 'user'
          running.push(updateUser(client, changes).catch(() => {}))
          await Promise.resolve()
          if (isSignedIn) expect(client.getSession().user).toMatchObject(changes)
        } else if (happens.does === 'fail') {
          emulator.faults.add({ kind: 'status', status: 503, method: 'PUT', times: 1 })
        } else if (happens.does === 'read') {
          running.push(getSession(client).catch(() => {}))
        } else if (happens.does === 'elsewhere') {
          running.push(updateUser(open(), { login: `${person.login}x` }).catch(() => {}))
        } else if (happens.does === 'leave') {
          running.push(logout(client))
        } else await Promise.all(running)
      }
      await Promise.all(running)
      emulator.faults.clear()
      const { user } = client.getSession()
      const shown = user && fieldsOf(user)
      const hasLeft = happenings.some(({ does }) => does === 'leave')
      expect(shown).toEqual(hasLeft ? null : fieldsOf(emulator.db.users.get(person.id)))
    }),
    { numRuns: 200 },
  )
})

/** The fields that the happenings change. */
function fieldsOf(user: object | undefined): unknown[] {
  return ['full_name', 'phone', 'website', 'external_id'].map(
    (name) => (user ? Reflect.get(user, name) : null) ?? null,
  )
}
