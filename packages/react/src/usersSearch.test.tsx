import { login } from '@cubekit/core'
import type { SeedUser } from '@cubekit/emulator'
import { holdAnswers } from '@cubekit/testing'
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

const keyMs = 80

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

/** One committed frame of a search. */
interface Frame {
  readonly text: string
  readonly viewer: number | null
  readonly items: readonly string[]
  readonly isSearching: boolean
  readonly search: UsersSearch
}

/** A picker's input without a picker: each key shows the next text, each commit is a frame. */
async function showSearch(options: UsersSearchOptions = {}, delay: () => number = () => 50, text = '') {
  const stage = createStage({ emulator: { users, clock: { now: () => Date.now() } } })
  const { emulator, person } = stage
  const { fetch: answer, hold } = holdAnswers(emulator)
  let delayed: typeof delay | null = null
  const client = stage.open({
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const response = await answer(request)
      const ms = delayed?.()
      if (ms) await new Promise((resolve) => setTimeout(resolve, ms))
      request.signal.throwIfAborted()
      return response
    },
  })
  await login(client, credentialsOf(person))
  delayed = delay
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  const frames: Frame[] = []
  let renders = 0
  function Search({ wanted }: { wanted: string }) {
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
  const tree = (wanted: string) => (
    <QueryClientProvider client={queryClient}>
      <CubeProvider client={client}>
        <Search wanted={wanted} />
      </CubeProvider>
    </QueryClientProvider>
  )
  const { rerender } = render(tree(text))
  const before = emulator.log.length
  /** In small steps, after each of which React renders. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 10) {
      await act(() => vi.advanceTimersByTimeAsync(Math.min(left, 10)))
    }
  }
  return {
    ...stage,
    client,
    hold,
    frames,
    pass,
    renders: () => renders,
    last: () => {
      const frame = frames.at(-1)
      if (!frame) throw new Error('Nothing was shown yet.')
      return frame
    },
    show: (wanted: string) => act(async () => rerender(tree(wanted))),
    async type(whole: string) {
      for (let length = 1; length <= whole.length; length++) {
        await act(async () => rerender(tree(whole.slice(0, length))))
        if (length < whole.length) await pass(keyMs)
      }
    },
    /** What was asked for, as it was before it was encoded. */
    asked: () =>
      emulator.log
        .slice(before)
        .filter(({ path }) => path.startsWith('/users'))
        .map(({ path, query, status }) => ({ path, query: decodeURIComponent(query), status })),
  }
}

function matches(text: string, name: string): boolean {
  const wanted = text.trim().toLowerCase()
  return wanted === '' || ` ${name.toLowerCase()}`.includes(` ${wanted}`)
}

describe('typing "alexander" at 80 ms a key', () => {
  const seeds = Array.from({ length: 50 }, (_, seed) => seed + 1)

  /** Numbers from 50 to 600, the same for the same seed. */
  function jitter(seed: number): () => number {
    let state = seed
    return () => {
      state = (state * 48_271) % 2_147_483_647
      return 50 + (state % 551)
    }
  }

  test.each([['50 ms', () => 50] as const, ...seeds.map((seed) => [`seed ${seed}`, jitter(seed)] as const)])(
    'asks at most twice, is never refused and shows nothing stale: %s',
    async (_, delay) => {
      const { type, pass, frames, asked, last } = await showSearch({}, delay)
      await pass(1000)
      await type('alexander')
      await pass(150 + 600 + 10)
      const texts = asked().map(({ query }) => /start_with\]=(\w+)/.exec(query)?.[1] ?? 'start')
      expect(new Set(texts).size).toBeLessThanOrEqual(2)
      expect(texts).not.toContain('alexande')
      expect(asked().filter(({ status }) => status !== 200)).toEqual([])
      for (const { text, items } of frames) {
        expect(items.filter((name) => !matches(text, name))).toEqual([])
      }
      expect(last().items).toEqual(['Alexander Bell', 'Alexander Hamilton'])
      expect(last().isSearching).toBe(false)
    },
  )
})
