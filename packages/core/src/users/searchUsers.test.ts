import { createStage, errorOf } from '@cubekit/testing'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type CubeClient,
  type CubeUser,
  defaultSources,
  deleteUser,
  foldText,
  getUsers,
  idsSource,
  knownSource,
  knownUsers,
  listSource,
  loadUser,
  login,
  logout,
  memoryStorage,
  mergeFound,
  noteChosen,
  onlineSource,
  parseUser,
  recentSource,
  searchUsers,
  searchUsersQuery,
  serverSource,
  signUp,
  tagsSource,
  updateUser,
  type UserSource,
} from '../index.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

type Stage = ReturnType<typeof createStage>

const people = [
  { id: 1, login: 'alexander', full_name: 'Grace Hopper', email: 'grace@example.com' },
  { id: 2, login: 'ada', full_name: 'Alexandra Lund', phone: '+380501234567' },
  { id: 3, login: 'alexandria', full_name: 'Zoë', external_id: 'crm-1024' },
  { id: 4, login: 'bob', full_name: 'Bob Alexander', user_tags: 'staff' },
  { id: 5, login: 'carol', full_name: 'Alexander the Great', external_id: '4711' },
  { id: 4711, login: '4711-cologne', full_name: 'Eau', user_tags: 'staff' },
]
const small = () => createStage({ emulator: { users: people } })
/** As many whose login begins alike as the server gives, and more. */
const crowd = (count: number) =>
  createStage({
    emulator: {
      users: Array.from({ length: count }, (_, at) => ({ id: at + 1, login: `alex${at}`, full_name: 'X' })),
    },
  })

const idsOf = (users: readonly CubeUser[]): readonly number[] => users.map(({ id }) => id)
const search = async (client: CubeClient, text: string) => idsOf((await searchUsers(client, text)).items)
const asked = ({ emulator }: Stage): string[] =>
  emulator.log.filter(({ path }) => path === '/users/v2').map(({ query }) => decodeURIComponent(query))

describe('what the server is asked', () => {
  test.each([
    ['alexander', ['full_name[start_with]', 'login[start_with]']],
    ['Ada Lovelace', ['full_name[start_with]', 'login[start_with]']],
    ['crm-1024', ['external_id', 'full_name[start_with]', 'login[start_with]']],
    ['grace@example.com', ['email[in][]', 'login[start_with]']],
    ['+380 50 123-45-67', ['login[start_with]', 'phone[in][]']],
    ['\u202a+380501234567\u202c', ['login[start_with]', 'phone[in][]']],
    ['4711', ['external_id', 'full_name[start_with]', 'id', 'login[start_with]']],
    ['380501234567', ['external_id', 'id', 'login[start_with]', 'phone[in][]']],
    ['42', ['external_id', 'id']],
    ['007', ['external_id']],
    ['999999999999999999999', ['external_id', 'full_name[start_with]', 'login[start_with]']],
    ['\u200e\u200e\u200e\u200e', []],
    ['\u0301\u0640', []],
    ['ada', []],
    ['a.b', []],
    ['👩👧👦', []],
    ['👩👧👦🐶', ['external_id', 'full_name[start_with]', 'login[start_with]']],
    ['太郎山田', ['full_name[start_with]', 'login[start_with]']],
    ['ada\ud83d', []],
    ['  ada ', []],
    ['', []],
  ])('about %j: %j', async (text, fields) => {
    const stage = small()
    await searchUsers(stage.client, text, { sources: [serverSource] })
    const names = asked(stage).map((query) => query.slice(0, query.indexOf('=')))
    expect(names.toSorted()).toEqual(fields)
    expect(stage.emulator.log.map(({ status }) => status)).not.toContain(422)
  })

  test.each([
    '\ud83d',
    'ada lovelace\ud83d',
    'x'.repeat(5000),
    '%_*\\"\'; --',
    '\0\0\0\0\0',
    '....',
    'a'.repeat(4) + '\n\t',
  ])('nothing that it refuses: %j', async (text) => {
    const stage = small()
    await searchUsers(stage.client, text)
    expect(stage.emulator.log.map(({ status }) => status)).not.toContain(422)
  })

  test('all at once, in one round', async () => {
    const stage = small()
    await login(stage.client, { login: 'ada', password: stage.person.password }).catch(() => {})
    await getUsers(stage.client, { id: 1 })
    const { arrived, release } = stage.hold('/users/v2')
    const searching = searchUsers(stage.client, '380501234567')
    await arrived
    await vi.waitFor(() => expect(asked(stage)).toHaveLength(5))
    release()
    expect(idsOf((await searching).items)).toEqual([2])
  })

  test('nothing again as somebody types on, once it has answered in full', async () => {
    const stage = small()
    expect(await search(stage.client, 'alex')).toEqual([2, 5, 1, 3])
    expect(asked(stage)).toHaveLength(2)
    expect(await search(stage.client, 'Alexandr')).toEqual([2, 3])
    expect(await search(stage.client, 'alexandra l')).toEqual([2])
    expect(asked(stage)).toHaveLength(2)
    // The same text again means that somebody wants to know anew.
    await search(stage.client, 'alex')
    expect(asked(stage)).toHaveLength(4)
    await search(stage.client, 'alexandra l')
    expect(asked(stage)).toHaveLength(4)
    vi.advanceTimersByTime(30_000)
    await search(stage.client, 'alexandra l')
    expect(asked(stage)).toHaveLength(6)
  })

  test('again about the field of which it has not told all', async () => {
    const stage = crowd(6)
    const first = await searchUsers(stage.client, 'alex', { sources: [serverSource] })
    expect(first).toMatchObject({ mayHaveMore: true, needsMoreCharacters: false })
    expect(first.items).toHaveLength(5)
    const second = await searchUsers(stage.client, 'alex5')
    expect(idsOf(second.items)).toEqual([6])
    expect(second.mayHaveMore).toBe(false)
    expect(asked(stage).slice(2)).toEqual(['login[start_with]=alex5&sort_asc=login', 'external_id=alex5'])
  })

  test('five who begin so, of whom one is the very one', async () => {
    const others = Array.from({ length: 9 }, (_, at) => ({
      id: at + 1,
      login: `alex-${at}`,
      full_name: `Alex ${at}`,
    }))
    const stage = createStage({
      emulator: { users: [...others, { id: 10, login: 'alex' }, { id: 11, full_name: 'Alex', login: 'z' }] },
    })
    const { items, mayHaveMore } = await searchUsers(stage.client, 'alex', { sources: [serverSource] })
    expect(idsOf(items).slice(0, 2)).toEqual([10, 11])
    expect(mayHaveMore).toBe(true)
  })

  test('five in capitals who come before the very one, whom it asks for then', async () => {
    const others = Array.from({ length: 6 }, (_, at) => ({
      id: at + 1,
      login: `ALEX${at}`,
      full_name: 'Bob',
    }))
    const stage = createStage({ emulator: { users: [...others, { id: 10, login: 'alex' }] } })
    const { items, mayHaveMore } = await searchUsers(stage.client, 'alex')
    expect(idsOf(items)).toEqual([10, 1, 2, 3, 4, 5])
    expect(mayHaveMore).toBe(true)
    expect(asked(stage)).toHaveLength(3)
  })
})

describe('who is found', () => {
  test.each([
    ['alexander', [1, 5]],
    ['ALEX', [2, 5, 1, 3]],
    ['+380 50 1234567', [2]],
    ['GRACE@example.com', [1]],
    ['CRM-1024', []],
    ['crm-1024', [3]],
    ['4711', [5, 4711]],
    ['4712', []],
  ])('by %s: %j', async (text, ids) => {
    const { client } = small()
    expect(await search(client, text)).toEqual(ids)
  })

  test('needs more characters, unless it may be a number', async () => {
    const { client } = small()
    expect(await searchUsers(client, 'al')).toEqual({
      items: [],
      needsMoreCharacters: true,
      mayHaveMore: false,
    })
    expect(await searchUsers(client, '2')).toMatchObject({ items: [{ id: 2 }], needsMoreCharacters: false })
    expect(await searchUsers(client, '47')).toEqual({
      items: [],
      needsMoreCharacters: true,
      mayHaveMore: false,
    })
    await loadUser(client, 2)
    expect(await searchUsers(client, 'al')).toMatchObject({ items: [{ id: 2 }], needsMoreCharacters: true })
  })

  test('is limited to twenty, or as many as one says', async () => {
    const { client } = small()
    const users = Array.from({ length: 30 }, (_, at) => parseUser({ id: at + 1, full_name: `Ada ${at}` }))
    const sources = [listSource(users)]
    expect(await searchUsers(client, 'ada', { sources })).toMatchObject({ mayHaveMore: true })
    expect((await searchUsers(client, 'ada', { sources })).items).toEqual(users.slice(0, 20))
    expect((await searchUsers(client, 'ada', { sources, limit: 3 })).items).toEqual(users.slice(0, 3))
    const all = await searchUsers(client, 'ada', { sources, limit: Infinity })
    expect(all).toEqual({ items: users, needsMoreCharacters: false, mayHaveMore: false })
  })

  test('at once, as far as it is known', async () => {
    const { client } = small()
    const now = (source: UserSource, text: string) => source.findNow?.(text, { client, limit: 20 })
    expect(now(serverSource, 'ale')).toMatchObject({ items: [], needsMoreCharacters: true })
    expect(now(serverSource, 'alex')).toEqual({ items: [], needsMoreCharacters: false, mayHaveMore: false })
    await search(client, 'alex')
    expect(idsOf(now(serverSource, 'alexandr')?.items ?? [])).toEqual([2, 3])
    expect(idsOf(now(knownSource, 'al')?.items ?? [])).toEqual([2, 5, 1, 3])
    expect(now(serverSource, '')).toEqual({ items: [], needsMoreCharacters: false, mayHaveMore: false })
  })

  test('includes, after those who match, whom a source of the app finds for reasons of its own', async () => {
    const { client } = small()
    const users = [
      { id: 9, full_name: 'Bob', custom_data: '{"role":"Ada developer"}' },
      { id: 8, full_name: 'Ada' },
      { id: 8, full_name: 'Ada' },
      { id: 2, full_name: 'Alexandra Lund' },
    ].map(parseUser)
    const directory: UserSource = {
      name: 'directory',
      find: async () => ({ items: users, needsMoreCharacters: false, mayHaveMore: true }),
    }
    const found = await searchUsers(client, 'ada', { sources: [directory, serverSource] })
    expect(idsOf(found.items)).toEqual([8, 9, 2])
    expect(found.mayHaveMore).toBe(true)
  })

  test('of an answer to an earlier text are those who match, in their newest version', () => {
    const earlier = [
      { id: 1, full_name: 'Ada' },
      { id: 2, full_name: 'Bob' },
      { id: 3, full_name: 'Ada', updated_at: '2026-01-01T00:00:00Z' },
      { id: 4, full_name: 'Grace', updated_at: '2026-01-02T00:00:00Z' },
    ].map(parseUser)
    const now = [
      { id: 3, full_name: 'Grace', updated_at: '2026-01-02T00:00:00Z' },
      { id: 4, full_name: 'Ada', updated_at: '2026-01-01T00:00:00Z' },
      { id: 5, full_name: 'Adam' },
    ].map(parseUser)
    const answer = { items: now, needsMoreCharacters: false, mayHaveMore: false }
    // Three stays: it was found for this text. Four has another name by now.
    expect(idsOf(mergeFound('ada', [answer], 20, earlier).items)).toEqual([1, 5, 3])
    const ranked = listSource([parseUser({ id: 5, full_name: 'Adam' })]).findNow('ada', {
      client: small().client,
      limit: 20,
    })
    expect(idsOf(mergeFound('ada', [ranked], 20, earlier).items)).toEqual([1, 3, 5])
    expect(mergeFound('ada', [], 20, earlier)).toMatchObject({
      items: [{ id: 1 }, { id: 3 }],
      mayHaveMore: false,
    })
  })
})

describe('who is not there any more', () => {
  test('is found no longer once the server has told of all who begin so, nor under a name of before', async () => {
    const users = ['someone', 'leaver-one'].map((name) => ({ login: name, password: 'a long password' }))
    const { client, person, otherPerson, open, emulator } = createStage({ emulator: { users } })
    await login(client, person)
    noteChosen(client, await loadUser(client, otherPerson.id))
    const text = 'leaver'
    expect(await search(client, text)).toContain(otherPerson.id)
    const elsewhere = open({ storage: memoryStorage() })
    await login(elsewhere, otherPerson)
    emulator.clock.advance(1000)
    await updateUser(elsewhere, { login: 'changed-one' })
    expect(await search(client, text)).toEqual([])
    expect(await search(client, 'leave')).toEqual([])
    expect(await search(client, 'changed')).toEqual([otherPerson.id])
    await deleteUser(elsewhere)
    expect(await search(client, 'changed')).toEqual([])
    expect(knownSource.findNow?.('changed', { client, limit: 20 }).items).toEqual([])
    await errorOf(loadUser(client, otherPerson.id))
    expect(recentSource.findNow?.('', { client, limit: 20 }).items).toEqual([])
  })

  test('but not who is only out of mind, since thousands have been seen meanwhile', async () => {
    const stage = small()
    const { client } = stage
    expect(await search(client, 'alexandr')).toEqual([2, 3])
    const one = await loadUser(client, 1)
    const others = Array.from({ length: 2000 }, (_, at) => ({
      ...one,
      id: 10_000 + at,
      login: null,
      full_name: null,
    }))
    knownUsers(client).see(others, client.scope())
    expect(knownUsers(client).find(3)).toBeNull()
    const before = asked(stage).length
    expect(await search(client, 'alexandria')).toEqual([3])
    expect(asked(stage)).toHaveLength(before)
    await errorOf(loadUser(client, 10_000))
    knownUsers(client).noteMissing([3], client.scope())
    expect(serverSource.findNow?.('alexandria', { client, limit: 20 }).items).toEqual([])
  })

  test('and who has just come is found when the same text is searched again', async () => {
    const { client, person, open } = createStage()
    await login(client, person)
    expect(await search(client, 'newcomer')).toEqual([])
    const { id } = await signUp(open({ storage: memoryStorage() }), {
      login: 'newcomer',
      password: 'a long password',
    })
    expect(await search(client, 'newcomer')).toEqual([id])
  })
})

describe('a failure', () => {
  const failing = (stage: Stage, times: number) =>
    stage.emulator.faults.add({ kind: 'status', status: 503, path: '/users/v2', times })

  test('of one question leaves what the others found, and says that there may be more', async () => {
    const stage = small()
    failing(stage, 1)
    const found = await searchUsers(stage.client, 'alexander')
    expect(found.items.length).toBeGreaterThan(0)
    expect(found.mayHaveMore).toBe(true)
  })

  test('of all is told', async () => {
    const stage = small()
    failing(stage, 2)
    expect(await errorOf(searchUsers(stage.client, 'alexander'))).toMatchObject({
      code: 'server-error',
      status: 503,
    })
    expect(await search(stage.client, 'alexander')).toEqual([1, 5])
  })

  test('of one source leaves whom the others found, and says that there may be more', async () => {
    const { client } = small()
    const broken: UserSource = { name: 'broken', find: () => Promise.reject(new TypeError('of the app')) }
    const found = await searchUsers(client, 'alexander', { sources: [broken, serverSource] })
    expect(idsOf(found.items)).toEqual([1, 5])
    expect(found.mayHaveMore).toBe(true)
    // Who is called so is not known, since one has not answered.
    for (const [text, source] of [
      ['nobody', serverSource],
      ['al', serverSource],
      ['alexander', knownSource],
    ] as const) {
      await expect(searchUsers(client, text, { sources: [broken, source] })).rejects.toThrow('of the app')
    }
  })

  test('an abort is one, also when something was found', async () => {
    const stage = small()
    const abort = new AbortController()
    const { arrived } = stage.hold('/users/v2')
    const searching = errorOf(searchUsers(stage.client, 'alexander', { signal: abort.signal }))
    await arrived
    abort.abort()
    expect((await searching).code).toBe('aborted')
    const during = new AbortController()
    const careless: UserSource = {
      name: 'careless',
      async find() {
        during.abort()
        return { items: [], needsMoreCharacters: false, mayHaveMore: false }
      },
    }
    const late = searchUsers(stage.client, 'ada', { sources: [careless], signal: during.signal })
    expect((await errorOf(late)).code).toBe('aborted')
  })
})

describe('whoever is signed in', () => {
  test('finds nothing that was found for somebody else, and gets no late answer of theirs', async () => {
    const stage = createStage()
    const { client, person, otherPerson, hold } = stage
    await login(client, person)
    const text = person.login.slice(0, 6)
    expect((await searchUsers(client, text)).items).not.toEqual([])
    noteChosen(client, await loadUser(client, person.id))
    const context = { client, limit: 20 }
    const nowFinds = () =>
      [knownSource, recentSource, serverSource, idsSource([person.id])].flatMap(
        ({ findNow }) => findNow?.(text, context).items ?? [],
      )
    expect(nowFinds().length).toBeGreaterThanOrEqual(4)
    const inListener: number[] = []
    client.subscribe(() => inListener.push(nowFinds().length))
    const { arrived, release } = hold('/users/v2')
    const late = errorOf(searchUsers(client, `${text}x`, { sources: [tagsSource(['vip'])] }))
    const query = searchUsersQuery(client, text)
    await arrived
    await logout(client)
    expect(inListener.at(-1)).toBe(0)
    await login(client, otherPerson)
    release()
    expect((await late).code).toBe('session-changed')
    expect((await errorOf(query.queryFn({ signal: new AbortController().signal }))).code).toBe(
      'session-changed',
    )
    expect(nowFinds()).toEqual([])
  })

  test('gets no answer of an app’s own source that was meant for somebody else', async () => {
    const { client, person, otherPerson } = createStage()
    await login(client, person)
    const { promise, resolve } = Promise.withResolvers<void>()
    const slow: UserSource = {
      name: 'slow',
      async find() {
        await promise
        return { items: [], needsMoreCharacters: false, mayHaveMore: false }
      },
    }
    const searching = errorOf(searchUsers(client, 'ada', { sources: [slow] }))
    await login(client, otherPerson)
    resolve()
    expect((await searching).code).toBe('session-changed')
  })
})

describe('sources', () => {
  test('with an empty text are those chosen lately and those who are online', async () => {
    const { client, person, otherPerson } = createStage()
    await login(client, person)
    noteChosen(client, await loadUser(client, otherPerson.id))
    expect(defaultSources(' ')).toEqual([recentSource, onlineSource])
    expect(await search(client, '')).toEqual([otherPerson.id, person.id])
  })

  test('recentSource: the last twenty who were chosen, the last first, as they are now', async () => {
    const { client } = small()
    const users = Array.from({ length: 25 }, (_, at) => parseUser({ id: at + 1, full_name: `Ada ${at}` }))
    for (const user of users) noteChosen(client, user)
    noteChosen(client, parseUser({ id: 10, full_name: 'Grace' }))
    const recent = () => recentSource.findNow?.('', { client, limit: 100 }).items ?? []
    expect(idsOf(recent())).toEqual([
      10, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 9, 8, 7, 6,
    ])
    const renamed = parseUser({ id: 25, full_name: 'Ada King', updated_at: '2026-01-01T00:00:00Z' })
    knownUsers(client).see([renamed], client.scope())
    expect(recent()[1]).toEqual(renamed)
  })

  test('idsSource: these alone, loaded once', async () => {
    const stage = small()
    const { client } = stage
    const source = idsSource([5, 1, 77])
    expect((await searchUsers(client, '', { sources: [source] })).items.map(({ id }) => id)).toEqual([5, 1])
    expect(idsOf((await searchUsers(client, 'alex', { sources: [idsSource([5, 1, 77])] })).items)).toEqual([
      5, 1,
    ])
    expect(asked(stage)).toHaveLength(1)
    expect(idsOf(source.findNow?.('grace', { client, limit: 20 }).items ?? [])).toEqual([1])
  })

  test('tagsSource: up to a hundred are asked for once, and found in memory', async () => {
    const stage = small()
    const sources = [tagsSource(['staff'])]
    expect(idsOf((await searchUsers(stage.client, 'alexander', { sources })).items)).toEqual([4])
    expect(idsOf((await searchUsers(stage.client, '', { sources })).items)).toEqual([4, 4711])
    expect(asked(stage)).toHaveLength(1)
  })

  test('tagsSource: of more than a hundred the server finds them by the text', async () => {
    const users = Array.from({ length: 120 }, (_, at) => ({
      id: at + 1,
      login: `user${at}`,
      full_name: at < 110 ? 'Alexander' : `Alexandra ${at}`,
      user_tags: at === 0 ? 'other' : 'staff',
    }))
    const stage = createStage({ emulator: { users } })
    const { client } = stage
    const sources = [tagsSource(['staff'])]
    for (const text of ['', 'a', 'al', 'ale']) {
      const short = await searchUsers(stage.client, text, { sources })
      expect(short).toMatchObject({ mayHaveMore: true, needsMoreCharacters: text !== '' })
    }
    expect(asked(stage)).toHaveLength(1)
    expect(idsOf((await searchUsers(client, 'alexandra 118', { sources })).items)).toEqual([119])
    expect(idsOf((await searchUsers(client, 'user0', { sources })).items)).toEqual([])
  })

  test('tagsSource: more than a hundred are read page by page, as many as are wanted', async () => {
    const users = Array.from({ length: 250 }, (_, at) => ({
      id: at + 1,
      login: `user${at}`,
      user_tags: 'staff',
    }))
    const stage = createStage({ emulator: { users } })
    const sources = [tagsSource(['staff'])]
    const find = (limit: number) => searchUsers(stage.client, '', { sources, limit })
    const pages = [await find(100), await find(200), await find(300)]
    // A page begins with the last of the one before, so that nobody is passed over who moves up.
    expect(pages.map(({ items }) => items.length)).toEqual([100, 199, 250])
    expect(pages.map(({ hasNextPage = false }) => hasNextPage)).toEqual([true, true, false])
    expect(idsOf(pages[2]?.items ?? [])).toEqual(users.map(({ id }) => id))
    expect(asked(stage)).toHaveLength(3)
    // All are known by now.
    expect(idsOf((await searchUsers(stage.client, 'user249', { sources })).items)).toEqual([250])
    expect(asked(stage)).toHaveLength(3)
    vi.advanceTimersByTime(30_000)
    await find(200)
    expect(asked(stage)).toHaveLength(5)
  })

  test('onlineSource: more than a hundred are read page by page', async () => {
    const online = Array.from({ length: 201 }, (_, at) => ({ id: at + 1, full_name: `User ${at}` }))
    const stage = createStage()
    const client = stage.open({
      async fetch(input, init) {
        const url = new URL(new Request(input, init).url)
        if (url.pathname !== '/users/online') return stage.emulator.fetch(input, init)
        const offset = Number(url.searchParams.get('offset'))
        return Response.json({ users: online.slice(offset, offset + 100) })
      },
    })
    const sizes = [20, 100, 101, 300].map(async (limit) => {
      const { items, hasNextPage = false } = await searchUsers(client, '', { sources: [onlineSource], limit })
      return [items.length, hasNextPage]
    })
    expect(await Promise.all(sizes)).toEqual([
      [20, true],
      [100, true],
      [101, true],
      [201, false],
    ])
  })

  test('are part of the key of a query, and so is the text', async () => {
    const { client } = small()
    await client.ready()
    const key = (text: string, sources?: readonly UserSource[]) =>
      searchUsersQuery(client, text, { sources }).queryKey
    expect(key(' ada ')).toEqual(key('ada'))
    expect(key('ada')).not.toEqual(key('adam'))
    expect(key('ada', [idsSource([1])])).toEqual(key('ada', [idsSource([1])]))
    expect(key('ada', [idsSource([1])])).not.toEqual(key('ada', [idsSource([1, 2])]))
    const users = [parseUser({ id: 1 })]
    expect(key('ada', [listSource(users)])).toEqual(key('ada', [listSource(users)]))
    expect(key('ada', [listSource(users)])).not.toEqual(key('ada', [listSource([...users])]))
  })
})

describe('against all users of the server', () => {
  /** What the words of the documentation mean, written down once more and without haste. */
  const ranked = (user: CubeUser, text: string): number | null => {
    const [name, loginName, email] = [user.full_name, user.login, user.email].map((own) =>
      foldText(own ?? ''),
    )
    const digits = text.replace(/\D/g, '')
    const isPhone = /^\+?\d+$/.test(text) && digits.length >= 7 && user.phone?.replace('+', '') === digits
    if ([name, loginName, email, user.external_id, String(user.id)].includes(text) || isPhone) return 0
    if (name?.startsWith(text)) return 1
    if (loginName?.startsWith(text) || email?.startsWith(text)) return 2
    return ` ${(name ?? '').replace(/[^\p{L}\p{N}\p{M}]/gu, ' ')}`.includes(` ${text}`) ? 3 : null
  }

  test(
    'finds all whom the server can find, in the right order, and nobody else',
    { timeout: 60_000 },
    async () => {
      const stage = createStage({ emulator: { users: 400 } })
      const { client, emulator } = stage
      const everybody = [...emulator.db.users.list()].map((user) => parseUser(user))
      const textsOf = (user: CubeUser) =>
        [user.full_name, user.login, user.email, user.phone, user.external_id, String(user.id)].filter(
          (text) => text !== null,
        )
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...everybody).chain((user) => fc.constantFrom(...textsOf(user))),
          fc.integer({ min: 1, max: 40 }),
          async (whole, length) => {
            const text = foldText(Array.from(whole).slice(0, length).join(''))
            const { items, mayHaveMore, needsMoreCharacters } = await searchUsers(client, text, {
              sources: [serverSource],
            })
            const ranks = items.map((user) => ranked(user, text))
            expect(ranks).not.toContain(null)
            expect(ranks).toEqual(ranks.toSorted((a, b) => Number(a) - Number(b)))
            expect(new Set(idsOf(items)).size).toBe(items.length)
            if (mayHaveMore || needsMoreCharacters) return
            const lower = text.toLowerCase()
            const due = everybody.filter(
              ({ full_name, login: name }) =>
                Array.from(text).length >= 4 &&
                !/^\+?\d{7,}$|@/.test(text) &&
                [full_name, name].some((own) => own?.toLowerCase().startsWith(lower)),
            )
            expect(idsOf(items)).toEqual(expect.arrayContaining(idsOf(due) as number[]))
            expect(emulator.log.at(-1)?.status).toBe(200)
          },
        ),
        { numRuns: 300 },
      )
    },
  )
})
