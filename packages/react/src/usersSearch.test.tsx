import {
  type CubeUser,
  deleteUser,
  type FoundUsers,
  getUsers,
  listSource,
  login,
  memoryStorage,
  serverSource,
  updateUser,
  type UserSource,
} from '@cubekit/core'
import type { SeedUser } from '@cubekit/emulator'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createStage, credentialsOf } from '../test/renderWithClient.tsx'
import {
  CubeProvider,
  useSession,
  useUsersSearch,
  type UsersSearch,
  type UsersSearchOptions,
} from './index.ts'

afterEach(() => void vi.useRealTimers())

const names = [
  'Alexander Bell',
  'Alexander Hamilton',
  'Alexandra David',
  'Alexandros Papadiamantis',
  'Alexei Leonov',
  'Alexis Clairaut',
  'Alex Raymond',
  'Aleksander Fredro',
  'Lexa Nder',
]
const users: SeedUser[] = [
  { login: 'grace', full_name: 'Grace Hopper' },
  { login: 'ada', full_name: 'Ada Lovelace' },
  ...names.map((full_name, at) => ({ login: `person-${at}`, full_name })),
]

const nobody: FoundUsers = { items: [], needsMoreCharacters: false, mayHaveMore: false }

/** The people above, as the server knows them. */
async function listPeople(): Promise<readonly CubeUser[]> {
  const { client } = createStage({ emulator: { users } })
  const logins = users.map(({ login: name }) => name ?? '')
  return (await getUsers(client, { login: { in: logins } })).items
}

function matches(text: string, name: string): boolean {
  return ` ${name.toLowerCase()}`.includes(` ${text.trim().toLowerCase()}`)
}

/** An endpoint of the app's own, that answers after 50 ms. */
async function createEndpoint(name: string): Promise<UserSource> {
  const people = await listPeople()
  return {
    name,
    async find(text) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const items = people.filter(({ full_name }) => matches(text, full_name ?? ''))
      return { ...nobody, items, mayHaveMore: true }
    },
  }
}

/** One committed frame of a search. */
interface Frame {
  readonly text: string
  readonly viewer: number | null
  readonly items: readonly string[]
  readonly isSearching: boolean
  readonly search: UsersSearch
}

/** A search that is typed into, without an input: each commit is a frame. Timers are fake from here on. */
async function showSearch(first: UsersSearchOptions = {}, delay = () => 50, text = '') {
  const stage = createStage({ emulator: { users, clock: { now: () => Date.now() } } })
  const { emulator, person } = stage
  let isSlow = false
  const client = stage.open({
    async fetch(input, init) {
      const request = new Request(input, init)
      const response = await emulator.fetch(request)
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, delay()))
      request.signal.throwIfAborted()
      return response
    },
  })
  await login(client, credentialsOf(person))
  isSlow = true
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })

  const frames: Frame[] = []
  let renders = 0
  function Search({ wanted, options }: { wanted: string; options: UsersSearchOptions }) {
    renders++
    const viewer = useSession().user?.id ?? null
    const search = useUsersSearch(wanted, options)
    useLayoutEffect(() => {
      const items = search.data.items.map(({ full_name }) => full_name ?? '')
      frames.push({ text: wanted, viewer, items, isSearching: search.isSearching, search })
    })
    return null
  }
  const queryClient = new QueryClient()
  const tree = (wanted: string, options = first) => (
    <QueryClientProvider client={queryClient}>
      <CubeProvider client={client}>
        <Search wanted={wanted} options={options} />
      </CubeProvider>
    </QueryClientProvider>
  )
  const { rerender, unmount } = render(tree(text))
  const before = emulator.log.length
  const step = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
  const asked = () =>
    emulator.log
      .slice(before)
      .filter(({ path }) => path.startsWith('/users'))
      .map(({ path, query, status }) => ({ path, query: decodeURIComponent(query), status }))
  /** In small steps, after each of which React renders. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 10) await step(Math.min(left, 10))
  }
  const show = (wanted: string, options?: UsersSearchOptions) =>
    act(async () => rerender(tree(wanted, options)))
  return {
    ...stage,
    client,
    frames,
    unmount,
    asked,
    pass,
    show,
    renders: () => renders,
    last() {
      const frame = frames.at(-1)
      if (!frame) throw new Error('Nothing was shown yet.')
      return frame
    },
    async type(whole: string, keyMs: number) {
      for (let length = 1; length < whole.length; length++) {
        await show(whole.slice(0, length))
        await pass(keyMs)
      }
      await show(whole)
    },
    /** Lets something end that takes timers and turns. */
    async finish<T>(work: Promise<T>): Promise<T> {
      const waiting = new Set([work])
      void work.catch(() => {}).finally(() => waiting.clear())
      while (waiting.size > 0) await step(1)
      return work
    },
    /** The texts that the server was asked about, each once; that of the start is empty. */
    textsAsked: () => [...new Set(asked().map(({ query }) => /start_with\]=([^&]+)/.exec(query)?.[1] ?? ''))],
    expectNothingStale() {
      for (const { text: wanted, items } of frames) {
        expect(items.filter((name) => !matches(wanted, name))).toEqual([])
      }
    },
  }
}

/** Numbers from 50 to 600, the same for the same seed. */
function createJitter(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return 50 + (state % 551)
  }
}

const servers: [string, () => number][] = [['50 ms', () => 50]]
for (let seed = 1; seed <= 50; seed++) servers.push([`jitter of seed ${seed}`, createJitter(seed)])

describe.each(servers)('row 93: typing "alexander", answers after %s', (_, delay) => {
  test('at 80 ms a key: asks at most twice, is never refused, shows nothing stale', async () => {
    const { type, pass, expectNothingStale, asked, textsAsked, last } = await showSearch({}, delay)
    await pass(1000)
    await type('alexander', 80)
    await pass(150 + 600 + 10)
    expect(textsAsked()).toEqual(['', 'alexander'])
    expect(asked().filter(({ status }) => status !== 200)).toEqual([])
    expectNothingStale()
    expect(last()).toMatchObject({ items: ['Alexander Bell', 'Alexander Hamilton'], isSearching: false })
  })

  test('at 200 ms a key: gives up what is under way, shows nothing stale', async () => {
    const { type, pass, expectNothingStale, last } = await showSearch({}, delay)
    await type('alexander', 200)
    await pass(150 + 600 + 10)
    expectNothingStale()
    expect(last()).toMatchObject({ items: ['Alexander Bell', 'Alexander Hamilton'], isSearching: false })
  })
})

describe('a search', () => {
  test('is under way from the first key until the answer for the present text is there', async () => {
    const { type, pass, show, frames, last } = await showSearch()
    await pass(100)
    expect(last().isSearching).toBe(false)
    await type('alex', 80)
    expect(frames.filter(({ text }) => text !== '').every(({ isSearching }) => isSearching)).toBe(true)
    await pass(150)
    expect(last().isSearching).toBe(true)
    await pass(60)
    expect(last().isSearching).toBe(false)
    // What was asked before is there at once.
    await show('alexa')
    expect(last().isSearching).toBe(true)
    await show('alex')
    expect(last().isSearching).toBe(false)
  })

  test('keeps of the previous answer whoever matches what is typed on', async () => {
    const sources = [await createEndpoint('own')]
    const { type, pass, show, last } = await showSearch({ sources })
    await type('alex', 80)
    await pass(300)
    expect(last().items).toHaveLength(7)
    expect(last().search.data.mayHaveMore).toBe(true)
    await show('alexandr')
    expect(last().items).toEqual(['Alexandra David', 'Alexandros Papadiamantis'])
    expect(last().search.data.mayHaveMore).toBe(false)
    expect(last().isSearching).toBe(true)
    expect(last().search.isPlaceholderData).toBe(true)
  })

  test('keeps whom it has found while more of them are asked for', async () => {
    const sources = [await createEndpoint('own')]
    const { pass, show, last } = await showSearch({ sources, limit: 3 }, undefined, 'alex')
    await pass(300)
    const first = last().items
    expect(first).toHaveLength(3)
    await show('alex', { sources, limit: 6 })
    expect(last()).toMatchObject({ items: first, isSearching: true })
    await pass(300)
    expect(last().items).toHaveLength(6)
    expect(last().items.slice(0, 3)).toEqual(first)
  })

  test('keeps whom a source finds for reasons of its own while more of them are asked for', async () => {
    const people = await listPeople()
    const sources: UserSource[] = [
      {
        name: 'those on duty',
        async find(_, { limit }) {
          await new Promise((resolve) => setTimeout(resolve, 50))
          return { ...nobody, items: people.slice(0, limit), hasNextPage: limit < people.length }
        },
      },
    ]
    const { pass, show, last, frames } = await showSearch({ sources, limit: 4 }, undefined, 'x')
    await pass(300)
    const first = last().items
    expect(first).toHaveLength(4)
    const before = frames.length
    await show('x', { sources, limit: 8 })
    await pass(300)
    expect(frames.slice(before).map(({ items }) => items.slice(0, 4))).toEqual(
      frames.slice(before).map(() => first),
    )
    expect(frames[before]).toMatchObject({ isSearching: true })
    expect(last().items).toHaveLength(8)
    await show('xy', { sources, limit: 8 })
    expect(last().items).toEqual([])
  })

  test('keeps nothing of other sources', async () => {
    const [one, another] = [await createEndpoint('one'), await createEndpoint('another')]
    const { pass, show, last } = await showSearch({ sources: [one] }, undefined, 'alex')
    await pass(300)
    expect(last().items).toHaveLength(7)
    await show('alexa', { sources: [another] })
    expect(last().items).toEqual([])
    await pass(300)
    expect(last().items).toHaveLength(4)
  })

  test('says at once that a text is too short, and takes spaces for nothing', async () => {
    const { pass, show, last, textsAsked } = await showSearch()
    await pass(100)
    const start = last()
    await show('al')
    expect(last().search.data.needsMoreCharacters).toBe(true)
    await show('alex')
    expect(last().search.data.needsMoreCharacters).toBe(false)
    await show('   ')
    expect(last()).toMatchObject({ items: start.items, isSearching: false })
    await pass(500)
    expect(textsAsked()).toEqual([''])
  })

  test('costs one render per key and nothing more when nobody is asked', async () => {
    const everybody = listSource(await listPeople())
    const { show, pass, renders, frames, last, asked } = await showSearch({
      sources: [everybody],
      limit: 100,
    })
    const before = { renders: renders(), frames: frames.length }
    for (const text of ['a', 'al', 'ale', 'alex', 'alexa', 'alex']) await show(text)
    await pass(1000)
    expect({ renders: renders(), frames: frames.length }).toEqual({
      renders: before.renders + 6,
      frames: before.frames + 6,
    })
    expect(last()).toMatchObject({ isSearching: false })
    expect(last().items).toHaveLength(7)
    expect(asked()).toEqual([])
  })

  test('looks once per text at what is in memory', async () => {
    const findNow = vi.fn(() => nobody)
    const { show } = await showSearch({ sources: [{ name: 'counted', findNow }] })
    await show('a')
    await show('a')
    await show('a')
    expect(findNow.mock.calls).toHaveLength(2)
  })

  test('finds who becomes known after the last key, at once, and renders once for it', async () => {
    const { client, finish, pass, show, last, renders } = await showSearch()
    await show('lov')
    await pass(300)
    expect(last()).toMatchObject({ items: [], isSearching: false })
    const before = renders()
    await finish(getUsers(client, { login: 'ada' }))
    await pass(20)
    expect(last().items).toEqual(['Ada Lovelace'])
    expect(renders()).toBe(before + 1)
    // Somebody else, and the same person again.
    await finish(getUsers(client, { login: 'person-0' }))
    await finish(getUsers(client, { login: 'ada' }))
    await pass(20)
    expect(renders()).toBe(before + 1)
  })

  test('asks a list in memory nothing more while people become known', async () => {
    const list = listSource(await listPeople())
    const { client, finish, pass, show, last, renders } = await showSearch({ sources: [list] })
    await show('gra')
    const before = { renders: renders(), data: last().search.data }
    await finish(getUsers(client, { login: 'grace' }))
    await pass(20)
    expect({ renders: renders(), data: last().search.data }).toEqual(before)
  })

  const badSources: [string, () => FoundUsers][] = [
    [
      'throws',
      () => {
        throw new Error('Out of order.')
      },
    ],
    ['answers no list', () => JSON.parse('{}')],
    ['answers nothing', () => JSON.parse('null')],
    ['answers a list of nothing', () => JSON.parse('{"items":[null]}')],
  ]
  test.each(badSources)('goes on without a source in memory that %s, and tells of it', async (_, findNow) => {
    const sources = [{ name: 'bad', findNow }, listSource(await listPeople())]
    const { show, last } = await showSearch({ sources })
    await show('grace')
    expect(last()).toMatchObject({ items: ['Grace Hopper'], isSearching: false })
    expect(last().search.error).toMatchObject({ code: 'invalid-argument' })
    expect(last().search.data.mayHaveMore).toBe(true)
    await show('grace', { sources: sources.slice(1) })
    expect(last().search.error).toBe(null)
  })

  test.each(badSources.slice(1))('goes on without a source that %s when asked', async (_, answer) => {
    const bad = { name: 'bad', find: () => Promise.resolve(answer()) }
    const sources = [bad, await createEndpoint('own')]
    const { show, pass, last } = await showSearch({ sources })
    await show('grace')
    await pass(500)
    expect(last()).toMatchObject({ items: ['Grace Hopper'], isSearching: false })
    await show('nobody')
    await pass(500)
    expect(last()).toMatchObject({ items: [], isSearching: false })
  })

  test('neither looks nor asks while it is off', async () => {
    const findNow = vi.fn(() => nobody)
    const { show, pass, asked, last } = await showSearch({
      enabled: false,
      sources: [{ name: 'counted', findNow }, serverSource],
    })
    await show('alexander')
    await pass(1000)
    expect(findNow).not.toHaveBeenCalled()
    expect(asked()).toEqual([])
    expect(last()).toMatchObject({ items: [], isSearching: false })
  })

  test('takes out who is gone, when the server says so', async () => {
    const { client, emulator, pass, show, last, finish, open } = await showSearch()
    await finish(getUsers(client, { login: 'person-0' }))
    const other = open({ storage: memoryStorage() })
    const [, , gone] = emulator.people
    if (!gone) throw new Error('Nobody to go.')
    await finish(login(other, credentialsOf(gone)))
    await finish(deleteUser(other))
    await show('alexander b')
    expect(last().items).toEqual(['Alexander Bell'])
    await pass(500)
    expect(last()).toMatchObject({ items: [], isSearching: false })
  })

  test('shows nobody once it is turned off, whoever was found before', async () => {
    const { show, pass, last } = await showSearch()
    await pass(100)
    expect(last().items).toEqual(['Grace Hopper'])
    await show('', { enabled: false })
    expect(last()).toMatchObject({ items: [], isSearching: false })
    await show('')
    expect(last()).toMatchObject({ items: ['Grace Hopper'], isSearching: false })
  })

  test('that fails shows what is in memory, and can be tried again', async () => {
    const { emulator, pass, show, last } = await showSearch({
      sources: [listSource(await listPeople()), serverSource],
    })
    const recover = emulator.faults.add({ kind: 'status', status: 400, path: '/users' })
    await show('alexander')
    await pass(1000)
    expect(last()).toMatchObject({ items: ['Alexander Bell', 'Alexander Hamilton'], isSearching: false })
    expect(last().search.error).toMatchObject({ code: 'rejected' })
    recover()
    await act(async () => void last().search.refetch())
    await pass(10)
    expect(last()).toMatchObject({ isSearching: true, search: { error: null } })
    await pass(100)
    expect(last()).toMatchObject({ isSearching: false, search: { error: null } })
  })

  test('that failed before is under way again when its text comes back', async () => {
    const { emulator, pass, show, last } = await showSearch()
    const recover = emulator.faults.add({ kind: 'status', status: 400, path: '/users/v2' })
    await show('alexander')
    await pass(300)
    expect(last().search.error).toMatchObject({ code: 'rejected' })
    recover()
    await show('alexei')
    await pass(300)
    expect(last().items).toEqual(['Alexei Leonov'])
    await show('alexander')
    expect(last()).toMatchObject({ isSearching: true, search: { error: null } })
    await pass(300)
    expect(last()).toMatchObject({ items: ['Alexander Bell', 'Alexander Hamilton'], isSearching: false })
  })

  test('gives a server that asks for a pause its pause, whatever is typed meanwhile', async () => {
    const { emulator, pass, show, asked, last } = await showSearch()
    await pass(100)
    emulator.faults.add({ kind: 'status', status: 429, retryAfter: 5, path: '/users/v2', times: 2 })
    await show('alex')
    await pass(300)
    expect(asked().filter(({ status }) => status === 429)).toHaveLength(2)
    const before = asked().length
    await show('alexa')
    await pass(1000)
    await show('alexan')
    await pass(3000)
    expect(asked()).toHaveLength(before)
    expect(last().isSearching).toBe(true)
    await pass(1500)
    expect(last()).toMatchObject({
      items: ['Alexander Bell', 'Alexander Hamilton', 'Alexandra David', 'Alexandros Papadiamantis'],
      isSearching: false,
    })
  })

  test('that asks at each key gives a server its pause, too', async () => {
    const { emulator, pass, show, asked, last } = await showSearch({ debounceMs: 0 })
    await pass(100)
    emulator.faults.add({ kind: 'status', status: 429, retryAfter: 5, path: '/users/v2', times: 2 })
    await show('alex')
    await pass(100)
    const before = asked().length
    await show('alexa')
    await pass(1000)
    await show('alexan')
    await pass(3000)
    expect(asked()).toHaveLength(before)
    expect(last().isSearching).toBe(true)
    await pass(1500)
    expect(last().items).toContain('Alexander Bell')
    expect(last().isSearching).toBe(false)
  })

  test('goes on when the person whose session expired under it is back', async () => {
    const { emulator, client, person, pass, show, last, finish } = await showSearch()
    await show('alexander')
    await pass(300)
    expect(last().items).toHaveLength(2)
    emulator.expireSessions()
    await show('alexei')
    await pass(500)
    expect(client.getSession().status).toBe('reauth-required')
    expect(last()).toMatchObject({ items: [], isSearching: false })
    expect(last().search.error).toMatchObject({ code: 'session-expired' })
    await finish(login(client, credentialsOf(person)))
    await pass(500)
    expect(last()).toMatchObject({ text: 'alexei', items: ['Alexei Leonov'], search: { error: null } })
  })

  test('under way while the user changes shows nothing of before', async () => {
    const stage = await showSearch({}, () => 300)
    const { client, otherPerson, pass, show, last, finish, frames, expectNothingStale } = stage
    await show('alexander')
    await pass(1000)
    expect(last().items).toHaveLength(2)
    await show('alex')
    await pass(200)
    const before = frames.length
    await finish(login(client, credentialsOf(otherPerson)))
    const ofOther = frames.slice(before).filter(({ viewer }) => viewer === otherPerson.id)
    expect(ofOther[0]).toMatchObject({ text: 'alex', items: [], isSearching: true })
    await pass(1000)
    expect(last()).toMatchObject({ viewer: otherPerson.id, isSearching: false })
    expect(last().items).not.toEqual([])
    expectNothingStale()
  })

  test('shows oneself as one has just become', async () => {
    const { client, pass, show, last, finish } = await showSearch()
    await show('grace')
    await pass(300)
    expect(last().items).toEqual(['Grace Hopper'])
    const saved = updateUser(client, { full_name: 'Grace Murray Hopper' })
    await act(async () => {})
    expect(last().items).toEqual(['Grace Murray Hopper'])
    await finish(saved)
    expect(last().items).toEqual(['Grace Murray Hopper'])
  })

  test('keeps oneself of an earlier answer only by the name one has now', async () => {
    const sources = [await createEndpoint('own')]
    const { client, pass, show, last, finish } = await showSearch({ sources })
    await show('g')
    await pass(300)
    expect(last().items).toEqual(['Grace Hopper'])
    await finish(updateUser(client, { full_name: 'Ada Hopper', login: 'ada-hopper' }))
    await show('gr')
    expect(last().items).toEqual([])
  })

  test('shows oneself of a list as one is, and not by a name of before', async () => {
    const sources = [listSource(await listPeople())]
    const { client, show, last, finish } = await showSearch({ sources })
    await finish(updateUser(client, { full_name: 'Grace Murray Hopper' }))
    await show('grace')
    expect(last().items).toEqual(['Grace Murray Hopper'])
    await finish(updateUser(client, { full_name: 'Zoe Quinn', login: 'zoe' }))
    expect(last().items).toEqual([])
  })
})
