import { getUser, login, logout, memoryStorage, type CubeClient, type CubeUser } from '@cubekit/core'
import type { Stage } from '@cubekit/testing'
import { onlineManager } from '@tanstack/react-query'
import { act, renderHook, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { count, renderWithCube, type CubePageOptions } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserAvatar } from '../user-avatar/index.ts'
import { UserCard } from '../user-card/index.ts'
import { UserList } from '../user-list/index.ts'
import { OnlineUsers } from './index.ts'
import { useRareNews } from './useRareNews.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** Signs so many people in, each in a browser of their own, by id in `clients`; the first is at the page. */
const online = (people: number, clients = new Map<number, CubeClient>()): CubePageOptions => ({
  emulator: {
    users: Array.from({ length: Math.max(people, 2) }, (_, at) => ({
      id: at + 1,
      login: `p${at + 1}`,
      password: 'long enough',
      full_name: `Person ${at + 1}`,
    })),
  },
  before: async ({ client, open }: Stage) => {
    for (let id = 1; id <= people; id += 1) {
      const theirs = id === 1 ? client : open({ storage: memoryStorage() })
      clients.set(id, theirs)
      await login(theirs, { login: `p${id}`, password: 'long enough' })
      await getUser(theirs, id)
    }
  },
})
const pictures = (): (string | null)[] =>
  screen.getAllByRole('img').map((picture) => picture.getAttribute('aria-label'))
const asked = (requests: Stage['requests']): number => count(requests, 'GET /users/online')

test('pictures with names, as many as have room, and how many there are in all', async () => {
  const { container } = await renderWithCube(<OnlineUsers max={2} />, online(5))
  expect(await screen.findByText('5 people online')).toBeVisible()
  expect(screen.getByRole('list', { name: 'Online' })).toBeVisible()
  expect(pictures()).toHaveLength(2)
  expect(pictures()[0]).toMatch(/^Person \d$/)
  expect(container.querySelector('li[aria-hidden]')).toHaveTextContent('+3')
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

test('people are buttons for those who choose', async () => {
  const onSelect = vi.fn<(user: CubeUser) => void>()
  const { user } = await renderWithCube(<OnlineUsers onSelect={onSelect} />, online(2))
  await user.click(await screen.findByRole('button', { name: 'Person 2' }))
  expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ id: 2 }))
})

test('who leaves does not take the focus along', async () => {
  const clients = new Map<number, CubeClient>()
  await renderWithCube(<OnlineUsers onSelect={() => {}} pollMs={20} />, online(3, clients))
  const leave = async (id: number): Promise<void> => {
    const theirs = clients.get(id)
    if (theirs) await logout(theirs)
  }
  await screen.findByRole('button', { name: 'Person 2' })
  act(() => screen.getByRole('button', { name: 'Person 2' }).focus())
  await leave(2)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Person 3' })).toHaveFocus())
  act(() => screen.getByRole('button', { name: 'Person 3' }).blur())
  await leave(3)
  await waitFor(() => expect(screen.getAllByRole('button')).toHaveLength(1))
  expect(document.body).toHaveFocus()
})

test('a list with names', async () => {
  await renderWithCube(<OnlineUsers layout="list" />, online(3))
  expect(await screen.findByText('3 people online')).toBeVisible()
  const rows = within(screen.getByRole('group', { name: 'Online' })).getAllByRole('listitem')
  expect(rows.map(({ textContent }) => /Person \d/.exec(textContent ?? '')?.[0])).toEqual([
    'Person 1',
    'Person 2',
    'Person 3',
  ])
  // Nobody who is there is told to have been seen a while ago.
  expect(screen.queryByRole('time')).toBeNull()
})

test.each(['avatars', 'list'] as const)('nobody is online: words, as %s', async (layout) => {
  await renderWithCube(<OnlineUsers layout={layout} />, {
    ...online(1),
    before: async (stage) => {
      await online(1).before?.(stage)
      stage.emulator.faults.add({ kind: 'status', status: 200, path: '/users/online', body: '{"users":[]}' })
    },
  })
  expect(await screen.findByText('Nobody is online right now.')).toBeVisible()
  expect(screen.queryByRole('list')).toBeNull()
})

test('when it fails it says so, and lets one try again', async () => {
  const { user } = await renderWithCube(<OnlineUsers />, {
    ...online(1),
    before: async (stage) => {
      await online(1).before?.(stage)
      stage.emulator.faults.add({ kind: 'status', status: 403, path: '/users/online', times: 1 })
    },
  })
  expect(await screen.findByRole('alert')).toHaveTextContent("You don't have access to this app.")
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('1 person online')).toBeVisible()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('while the device is offline it says so', async () => {
  onTestFinished(() => onlineManager.setOnline(true))
  onlineManager.setOnline(false)
  await renderWithCube(<OnlineUsers />, online(1))
  expect(await screen.findByText(/^You're offline\./)).toBeVisible()
  act(() => onlineManager.setOnline(true))
  expect(await screen.findByText('1 person online')).toBeVisible()
})

test('avatars, cards, lists and counts ask who is online in one request', async () => {
  const users = [somebody({ id: 1, full_name: 'Person 1' }), somebody({ id: 9, full_name: 'Person 9' })]
  const { requests } = await renderWithCube(
    <>
      <OnlineUsers />
      <UserList users={users} presence />
      {users.map((user) => (
        <UserCard key={user.id} user={user} presence />
      ))}
      {users.map((user) => (
        <UserAvatar key={user.id} user={user} presence />
      ))}
    </>,
    online(1),
  )
  await waitFor(() => expect(screen.getAllByRole('img', { name: 'Online' })).toHaveLength(2))
  expect(screen.getAllByRole('img', { name: 'Offline' })).toHaveLength(2)
  expect(screen.getByText('Online')).toBeVisible()
  expect(screen.getByText('Offline')).toBeVisible()
  expect(asked(requests)).toBe(1)
})

test('what one person was told is not for the next', async () => {
  const people = online(2)
  const { client, emulator } = await renderWithCube(<OnlineUsers pollMs={1_000} />, {
    emulator: { ...people.emulator, clock: { now: () => Date.now() } },
    before: async (stage) => {
      await people.before?.(stage)
      vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    },
  })
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 1_000) await act(() => vi.advanceTimersByTimeAsync(1_000))
  }
  await pass(2_000)
  expect(screen.getByText('2 people online')).toBeVisible()
  emulator.clock.advance(10 * 60_000)
  await pass(61_000)
  expect(screen.getByRole('status').textContent).toBe('1 person online')
  const switched = logout(client).then(() => login(client, { login: 'p2', password: 'long enough' }))
  await pass(3_000)
  await switched
  expect(client.getSession().user?.id).toBe(2)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

test('screen readers hear of changes once a minute at most, and not of what was so from the start', () => {
  vi.useFakeTimers()
  const { result, rerender } = renderHook(({ news }) => useRareNews(news, 60_000), {
    initialProps: { news: null as string | null },
  })
  const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))
  rerender({ news: '1 person' })
  pass(120_000)
  expect(result.current).toBe('')
  rerender({ news: '2 people' })
  pass(0)
  expect(result.current).toBe('2 people')
  rerender({ news: '3 people' })
  pass(30_000)
  rerender({ news: '4 people' })
  pass(29_000)
  expect(result.current).toBe('2 people')
  pass(1_000)
  expect(result.current).toBe('4 people')
  // What is over again is not told.
  rerender({ news: '5 people' })
  pass(10_000)
  rerender({ news: '4 people' })
  pass(60_000)
  expect(result.current).toBe('4 people')
})
