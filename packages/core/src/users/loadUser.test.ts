import { createStage, errorOf } from '@cubekit/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  deleteUser,
  getUser,
  getUserQuery,
  getUsers,
  knownUsers,
  loadUser,
  loadUsers,
  loadUsersQuery,
  login,
  logout,
  memoryStorage,
  signUp,
  updateUser,
} from '../index.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** How many requests for users were made, and for which ids. */
function lookUps({ emulator }: ReturnType<typeof createStage>): number[][] {
  return emulator.log
    .filter(({ path }) => path.startsWith('/users'))
    .map(({ query }) => [...query.matchAll(/id\[in\]\[\]=(\d+)/g)].map(([, id]) => Number(id)))
}

const crowd = (users = 300) => createStage({ emulator: { users } })
const idsOf = ({ emulator }: ReturnType<typeof createStage>): number[] => emulator.people.map(({ id }) => id)

describe('loadUser', () => {
  test('fifty users in one tick are one request, and 250 are three', async () => {
    const stage = crowd()
    const ids = idsOf(stage)
    const users = await Promise.all(ids.slice(0, 50).map((id) => loadUser(stage.client, id)))
    expect(users.map(({ id }) => id)).toEqual(ids.slice(0, 50))
    expect(lookUps(stage).map(({ length }) => length)).toEqual([50])
    await Promise.all(ids.slice(0, 250).map((id) => loadUser(stage.client, id)))
    expect(
      lookUps(stage)
        .slice(1)
        .map(({ length }) => length),
    ).toEqual([100, 100, 50])
  })

  test('fifty times the same user is one request for one', async () => {
    const stage = createStage()
    const { client, person } = stage
    const users = await Promise.all(Array.from({ length: 50 }, () => loadUser(client, person.id)))
    expect(new Set(users).size).toBe(1)
    expect(lookUps(stage)).toEqual([[person.id]])
  })

  test('whoever asks while a request is under way waits for that one', async () => {
    const stage = createStage()
    const { client, person, otherPerson, hold } = stage
    const { arrived, release } = hold('/users/v2')
    const first = loadUser(client, person.id)
    await arrived
    const both = Promise.all([loadUser(client, person.id), loadUser(client, otherPerson.id)])
    release()
    expect((await both)[0]).toBe(await first)
    expect(lookUps(stage)).toEqual([[person.id], [otherPerson.id]])
  })

  test('all who ask before the stored session is read go together, with and without a signal', async () => {
    const stage = createStage()
    await login(stage.client, stage.person)
    const client = stage.open()
    expect(client.getSession().status).toBe('loading')
    const { signal } = new AbortController()
    await Promise.all([
      loadUser(client, stage.person.id),
      loadUser(client, stage.otherPerson.id, { signal }),
      loadUsers(client, [stage.person.id]),
    ])
    expect(lookUps(stage)).toEqual([[stage.person.id, stage.otherPerson.id]])
  })

  test('who is not there is not found, and not asked for again for thirty seconds', async () => {
    const stage = createStage()
    const { client, person } = stage
    const [missing, found] = await Promise.allSettled([loadUser(client, 7), loadUser(client, person.id)])
    expect(missing).toMatchObject({ reason: { code: 'not-found' } })
    expect(found.status).toBe('fulfilled')
    vi.advanceTimersByTime(29_999)
    expect((await errorOf(loadUser(client, 7))).code).toBe('not-found')
    expect(await loadUsers(client, [7])).toEqual([])
    expect(lookUps(stage)).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect((await errorOf(loadUser(client, 7))).code).toBe('not-found')
    expect(lookUps(stage)).toHaveLength(2)
  })

  test('its query does not try again for who is not there', async () => {
    const { client } = createStage()
    const { queryFn, retry } = getUserQuery(client, 7)
    const error = await errorOf(queryFn({ signal: new AbortController().signal }))
    expect(error.code).toBe('not-found')
    expect(retry(0, error)).toBe(false)
  })

  test.each([0, -1, 1.5, Number.NaN])('%s is no id, and disturbs nobody', async (id) => {
    const stage = createStage()
    const { client, person } = stage
    const user = loadUser(client, person.id)
    expect((await errorOf(loadUser(client, id))).code).toBe('invalid-argument')
    expect((await errorOf(loadUsers(client, [person.id, id]))).code).toBe('invalid-argument')
    expect((await user).id).toBe(person.id)
  })
})

describe('an abort', () => {
  test('ends one wait, and the others get their answer', async () => {
    const stage = createStage()
    const { client, person, hold } = stage
    const { arrived, release } = hold('/users/v2')
    const abort = new AbortController()
    const given = loadUser(client, person.id, { signal: abort.signal })
    const wanted = loadUser(client, person.id, { signal: new AbortController().signal })
    await arrived
    abort.abort()
    expect((await errorOf(given)).code).toBe('aborted')
    release()
    expect((await wanted).id).toBe(person.id)
  })

  test('of everybody gives the request up', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    const stage = createStage()
    const { emulator, person, otherPerson } = stage
    const client = stage.open({
      fetch(input, init) {
        if (new Request(input, init).url.includes('/users/v2')) signals.push(init?.signal)
        return emulator.fetch(input, init)
      },
    })
    emulator.faults.add({ kind: 'hang', path: '/users', times: 1 })
    const [one, other] = [new AbortController(), new AbortController()]
    const given = [
      errorOf(loadUser(client, person.id, { signal: one.signal })),
      errorOf(loadUser(client, otherPerson.id, { signal: other.signal })),
    ]
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    one.abort()
    await given[0]
    expect(signals[0]?.aborted).toBe(false)
    other.abort()
    await given[1]
    expect(signals[0]?.aborted).toBe(true)
    expect((await loadUser(client, person.id)).id).toBe(person.id)
  })

  test('before anything was sent sends nothing', async () => {
    const stage = createStage()
    const { client, person, otherPerson } = stage
    await login(client, person)
    const abort = new AbortController()
    const given = errorOf(loadUser(client, otherPerson.id, { signal: abort.signal }))
    const wanted = loadUser(client, person.id)
    abort.abort()
    expect((await given).code).toBe('aborted')
    expect((await errorOf(loadUser(client, 7, { signal: abort.signal }))).code).toBe('aborted')
    await wanted
    expect(lookUps(stage)).toEqual([[person.id]])
  })

  test.each(['before it is sent', 'under way'])(
    'and a new wait in one go, as a strict React does, is still one request: %s',
    async (when) => {
      const stage = createStage()
      const { client, person, hold } = stage
      const { arrived, release } = hold('/users/v2')
      const abort = new AbortController()
      const given = errorOf(loadUser(client, person.id, { signal: abort.signal }))
      if (when === 'under way') await arrived
      abort.abort()
      const wanted = loadUser(client, person.id, { signal: new AbortController().signal })
      await arrived
      release()
      expect((await given).code).toBe('aborted')
      expect((await wanted).id).toBe(person.id)
      expect(lookUps(stage)).toHaveLength(1)
    },
  )
})

describe('a failure', () => {
  test('is told to those of its request, as it is; the others have their answers', async () => {
    const stage = crowd(150)
    const { client, emulator } = stage
    emulator.faults.add({ kind: 'status', status: 503, path: '/users', times: 1 })
    const results = await Promise.allSettled(idsOf(stage).map((id) => loadUser(client, id)))
    const failed = results.filter(({ status }) => status === 'rejected')
    expect(failed).toHaveLength(100)
    for (const result of failed) {
      expect(result).toMatchObject({ reason: { code: 'server-error', status: 503 } })
    }
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
  })

  test('of a busy server is not multiplied, and those who try again, each by a timer, go together', async () => {
    const stage = crowd(300)
    const { client, emulator } = stage
    await login(client, stage.person)
    const recover = emulator.faults.add({ kind: 'status', status: 429, retryAfter: 1, path: '/users' })
    const ids = idsOf(stage)
    const many = [...ids, ...Array.from({ length: 700 }, (_, at) => 5_000_000 + at)]
    const failures = await Promise.all(many.map((id) => errorOf(loadUser(client, id))))
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['rate-limited']))
    // As many as are under way at once, of the ten that were wanted.
    expect(lookUps(stage)).toHaveLength(4)
    recover()
    const again = ids.slice(0, 50).map(
      (id, at) =>
        new Promise((resolve) => {
          setTimeout(() => resolve(loadUser(client, id)), 1000 + at / 10)
        }),
    )
    await vi.advanceTimersByTimeAsync(1100)
    await Promise.all(again)
    expect(lookUps(stage).slice(4)).toEqual([ids.slice(0, 50)])
  })

  test('an answer that holds less than it says is no proof that somebody is gone', async () => {
    const stage = createStage()
    const { emulator, person } = stage
    const client = stage.open({
      async fetch(input, init) {
        const answer = await emulator.fetch(input, init)
        if (!new Request(input, init).url.includes('/users/v2')) return answer
        return Response.json({ items: [], total_entries: 1, limit: 0, skip: 0 })
      },
    })
    expect((await errorOf(loadUser(client, person.id))).code).toBe('protocol')
    expect(knownUsers(client).isMissing(person.id)).toBe(false)
  })
})

describe('loadUsers', () => {
  test('gives any number in their order, once each, without those who are not there', async () => {
    const stage = crowd(250)
    const ids = idsOf(stage).toReversed()
    const users = await loadUsers(stage.client, [...ids, 7, ...ids.slice(0, 5)])
    expect(users.map(({ id }) => id)).toEqual(ids)
    expect(lookUps(stage).map(({ length }) => length)).toEqual([100, 100, 51])
    expect(await loadUsers(stage.client, [])).toEqual([])
  })

  test('asks only for those who have not been seen in the last thirty seconds', async () => {
    const stage = crowd(10)
    const { client } = stage
    const ids = idsOf(stage)
    await getUsers(client, { id: { in: ids.slice(0, 6) } })
    await getUser(client, ids[6] ?? 0)
    await loadUsers(client, ids)
    expect(lookUps(stage).at(-1)).toEqual(ids.slice(7))
    vi.advanceTimersByTime(30_000)
    await loadUsers(client, ids.slice(0, 2))
    expect(lookUps(stage).at(-1)).toEqual(ids.slice(0, 2))
  })

  test('its query has everybody at once when everybody is known, and then asks for all anew', async () => {
    const stage = createStage()
    const { client, person, otherPerson } = stage
    const [user] = await loadUsers(client, [person.id])
    const seenAt = Date.now()
    vi.advanceTimersByTime(1000)
    const both = loadUsersQuery(client, [person.id, otherPerson.id])
    expect(both).not.toHaveProperty('initialData')
    await both.queryFn({ signal: new AbortController().signal })
    expect(lookUps(stage)).toEqual([[person.id], [otherPerson.id]])
    const known = loadUsersQuery(client, [otherPerson.id, person.id, otherPerson.id])
    expect(known.initialData?.map(({ id }) => id)).toEqual([otherPerson.id, person.id])
    expect(known.initialDataUpdatedAt).toBe(seenAt)
    expect(getUserQuery(client, person.id)).toMatchObject({ initialData: user, initialDataUpdatedAt: seenAt })
    await known.queryFn({ signal: new AbortController().signal })
    expect(lookUps(stage).at(-1)).toEqual([otherPerson.id, person.id])
  })
})

describe('whoever is signed in', () => {
  test('sees what was changed elsewhere about them, in whichever answer it comes', async () => {
    const { client, open, person, emulator } = createStage()
    await login(client, person)
    const elsewhere = open({ storage: memoryStorage() })
    await login(elsewhere, person)
    emulator.clock.advance(1000)
    await updateUser(elsewhere, { full_name: 'Ada King' })
    await loadUser(client, person.id)
    expect(client.getSession().user?.full_name).toBe('Ada King')
  })

  test('shows as they are wherever they were seen, from the moment they change themselves', async () => {
    const { client, person } = createStage()
    await login(client, person)
    await loadUser(client, person.id)
    const seen: (string | null)[] = []
    knownUsers(client).subscribe((users) => seen.push(...users.map(({ full_name }) => full_name)))
    const updating = updateUser(client, { full_name: 'Ada King' })
    await vi.waitFor(() => expect(seen).toContain('Ada King'))
    await updating
    expect(knownUsers(client).find(person.id)?.user.full_name).toBe('Ada King')
  })

  test('is known from the session: at once after signing in, and not for sure up to date after a reload', async () => {
    const stage = createStage()
    const { client, person, otherPerson, open } = stage
    expect(knownUsers(client).find(person.id)).toBeNull()
    await login(client, person)
    const { user } = client.getSession()
    expect(getUserQuery(client, person.id)).toMatchObject({
      initialData: user,
      initialDataUpdatedAt: Date.now(),
    })
    expect(await loadUsers(client, [person.id])).toEqual([user])
    expect(lookUps(stage)).toEqual([])
    const reloaded = open()
    expect(knownUsers(reloaded).find(person.id)).toBeNull()
    await reloaded.ready()
    expect(getUserQuery(reloaded, person.id)).toMatchObject({ initialData: user, initialDataUpdatedAt: 0 })
    await login(client, otherPerson)
    expect(knownUsers(client).find(person.id)).toBeNull()
  })

  test('is not shown as before by an answer that was asked for before a change, and came after it', async () => {
    const { client, person, hold } = createStage()
    await login(client, person)
    const { arrived, release } = hold('/users/v2')
    const early = loadUser(client, person.id)
    await arrived
    await updateUser(client, { full_name: 'Ada King' })
    release()
    await early
    expect(knownUsers(client).find(person.id)?.user.full_name).toBe('Ada King')
  })

  test('takes what was known along, at once, and no late answer brings it back', async () => {
    const { client, person, otherPerson, hold } = createStage()
    await login(client, person)
    const inListener: number[] = []
    // One that hears of it before what is known does.
    client.subscribe(() => inListener.push(knownUsers(client).all().length))
    await loadUser(client, otherPerson.id)
    const known = knownUsers(client)
    client.subscribe(() => inListener.push(known.all().length))
    const { arrived, release } = hold('/users/v2')
    const late = errorOf(loadUser(client, person.id))
    const lateMissing = errorOf(loadUser(client, 7))
    await arrived
    const before = inListener.length
    await logout(client)
    expect(new Set(inListener.slice(before))).toEqual(new Set([0]))
    expect(known.find(otherPerson.id)).toBeNull()
    release()
    expect((await late).code).toBe('session-changed')
    expect((await lateMissing).code).toBe('session-changed')
    expect(known.all()).toEqual([])
    expect(known.isMissing(7)).toBe(false)
    await login(client, otherPerson)
    expect((await loadUser(client, otherPerson.id)).id).toBe(otherPerson.id)
    expect(known.all()).toHaveLength(1)
  })

  test('is asked for as themselves: what was asked for another user fails', async () => {
    const { client, person, otherPerson } = createStage()
    await login(client, person)
    const { queryFn } = getUserQuery(client, person.id)
    const scope = client.scope()
    await login(client, otherPerson)
    const { signal } = new AbortController()
    expect((await errorOf(queryFn({ signal }))).code).toBe('session-changed')
    expect((await errorOf(loadUsers(client, [person.id], { scope }))).code).toBe('session-changed')
  })
})

describe('answers that overtake each other', () => {
  const newcomer = { login: 'newcomer', password: 'a long password', full_name: 'New Comer' }

  test('a late one that somebody is not there takes nobody back who has been seen since', async () => {
    const { client, person, emulator, open, hold } = createStage()
    await login(client, person)
    const id = Math.max(...emulator.people.map((one) => one.id)) + 1
    const { arrived, release } = hold('/users/v2')
    const early = loadUser(client, id)
    await arrived
    expect((await signUp(open({ storage: memoryStorage() }), newcomer)).id).toBe(id)
    const seen = getUser(client, id)
    await seen
    release()
    expect((await early).full_name).toBe('New Comer')
    expect((await loadUser(client, id)).full_name).toBe('New Comer')
    expect(knownUsers(client).isMissing(id)).toBe(false)
  })

  test('an old one brings nobody back who is gone since', async () => {
    const { client, person, otherPerson, open, hold } = createStage()
    await login(client, person)
    const elsewhere = open({ storage: memoryStorage() })
    await login(elsewhere, otherPerson)
    const { arrived, release } = hold(`GET /users/${otherPerson.id}`)
    const early = getUser(client, otherPerson.id)
    await arrived
    await deleteUser(elsewhere)
    expect((await errorOf(loadUser(client, otherPerson.id))).code).toBe('not-found')
    release()
    await early
    expect(knownUsers(client).find(otherPerson.id)).toBeNull()
    expect(knownUsers(client).isMissing(otherPerson.id)).toBe(true)
  })

  test('within one second, the one that was asked for later is the newer', async () => {
    const { client, person, otherPerson, open, hold } = createStage()
    await login(client, person)
    const elsewhere = open({ storage: memoryStorage() })
    await login(elsewhere, otherPerson)
    await updateUser(elsewhere, { full_name: 'One' })
    const { arrived, release } = hold('/users/v2')
    const early = loadUser(client, otherPerson.id)
    await arrived
    await updateUser(elsewhere, { full_name: 'Two' })
    await getUser(client, otherPerson.id)
    release()
    expect((await early).full_name).toBe('Two')
    expect(knownUsers(client).find(otherPerson.id)?.user.full_name).toBe('Two')
  })
})

describe('knownUsers', () => {
  test('keeps the newest of each, and the two thousand who were seen last', async () => {
    const { client, person } = createStage()
    const known = knownUsers(client)
    const user = await loadUser(client, person.id)
    const older = { ...user, full_name: 'Before', updated_at: '2020-01-01T00:00:00Z' }
    known.see([older], client.scope())
    expect(known.find(person.id)?.user).toEqual(user)
    const others = Array.from({ length: 2000 }, (_, at) => ({ ...user, id: at + 1 }))
    known.see(others.slice(0, 1999), client.scope())
    expect(known.find(person.id)?.user).toEqual(user)
    known.see([user], client.scope())
    known.see(others.slice(1999), client.scope())
    expect(known.all()).toHaveLength(2000)
    expect(known.find(1)).toBeNull()
    expect(known.all()[1]).toEqual(user)
  })

  test('knows at once who is gone, and who is there after all', async () => {
    const { client, person } = createStage()
    const known = knownUsers(client)
    const user = await loadUser(client, person.id)
    const before = known.all()
    known.noteMissing([person.id], client.scope())
    expect([known.find(person.id), known.all(), known.isMissing(person.id)]).toEqual([null, [], true])
    expect(before).toEqual([user])
    known.see([user], client.scope())
    expect([known.all(), known.isMissing(person.id)]).toEqual([[user], false])
  })

  test('is told of users until it is enough', async () => {
    const { client, person, otherPerson } = createStage()
    const seen: number[] = []
    const stop = knownUsers(client).subscribe((users) => seen.push(...users.map(({ id }) => id)))
    await loadUser(client, person.id)
    stop()
    await loadUser(client, otherPerson.id)
    expect(seen).toEqual([person.id])
  })
})
