import { login, memoryStorage } from '@cubekit/core'
import { act, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import { type OnlineOptions, useOnlineCount, useOnlineUsers, usePresence } from './index.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const secondMs = 1000
const minuteMs = 60 * secondMs

/** In steps, after each of which React renders. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= secondMs) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(left, secondMs)))
  }
}

/** Lets something end that takes timers and turns. */
async function finish<T>(work: Promise<T>): Promise<T> {
  const waiting = new Set([work])
  void work.catch(() => {}).finally(() => waiting.clear())
  while (waiting.size > 0) await act(() => vi.advanceTimersByTimeAsync(1))
  return work
}

/** Somebody signed in, who shows something. Timers are fake from here on. */
async function show(children: (stage: ReturnType<typeof createStage>) => ReactNode) {
  const stage = createStage({ emulator: { clock: { now: () => Date.now() } } })
  await login(stage.client, credentialsOf(stage.person))
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const page = renderWithClient(children(stage), stage)
  await pass(100)
  const since = { log: 0 }
  return {
    ...page,
    /** How often was asked who is online, since this was last looked at. */
    asked() {
      const sent = stage.emulator.log.slice(since.log).filter(({ path }) => path === '/users/online')
      since.log = stage.emulator.log.length
      return sent.length
    },
    async hide() {
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
      await act(async () => window.dispatchEvent(new Event('visibilitychange')))
    },
    async comeBack() {
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
      await act(async () => window.dispatchEvent(new Event('visibilitychange')))
      await pass(100)
    },
  }
}

let renders = 0

function Presence({ id, options }: { id: number; options?: OnlineOptions }) {
  renders++
  return <li>{usePresence(id, options)}</li>
}

function Online() {
  const { data, error } = useOnlineUsers()
  const { data: count } = useOnlineCount()
  return <p>{error?.code ?? `${count} online: ${data?.map(({ id }) => id).join()}`}</p>
}

function Hundred() {
  return Array.from({ length: 100 }, (_, at) => <Presence key={at} id={1_000_001 + at} />)
}

test('all who show who is online share one poll', async () => {
  const { asked, wrap, rerender, person } = await show(() => [<Hundred key="a" />, <Online key="b" />])
  expect(asked()).toBe(1)
  expect(screen.getByText(`1 online: ${person.id}`)).toBeVisible()
  expect(screen.getAllByText('offline')).toHaveLength(99)
  await pass(10 * secondMs)
  rerender(wrap([<Hundred key="a" />, <Online key="b" />, <Online key="c" />, <Presence key="d" id={7} />]))
  await pass(19 * secondMs)
  expect(asked()).toBe(0)
  await pass(2 * secondMs)
  expect(asked()).toBe(1)
  await pass(5 * minuteMs)
  expect(asked()).toBe(10)
})

test('the one who wants to know soonest asks for all', async () => {
  const { asked, hide, comeBack } = await show(({ person }) => [
    <Online key="a" />,
    <Presence key="b" id={person.id} options={{ pollMs: 10 * secondMs }} />,
  ])
  expect(asked()).toBe(1)
  await pass(minuteMs)
  expect(asked()).toBe(6)
  await hide()
  await pass(15 * secondMs)
  await comeBack()
  expect(asked()).toBe(1)
})

test('nobody asks who is told not to', async () => {
  const { asked } = await show(({ person }) => <Presence id={person.id} options={{ enabled: false }} />)
  await pass(minuteMs)
  expect(asked()).toBe(0)
  expect(screen.getByText('unknown')).toBeVisible()
})

test('a presence renders only when it changes', async () => {
  renders = 0
  const { otherPerson, open } = await show(({ otherPerson: { id } }) => <Presence id={id} />)
  expect(screen.getByText('offline')).toBeVisible()
  expect(renders).toBe(2)
  await pass(3 * minuteMs)
  expect(renders).toBe(2)
  await finish(login(open({ storage: memoryStorage() }), credentialsOf(otherPerson)))
  await pass(31 * secondMs)
  expect(screen.getByText('online')).toBeVisible()
  expect(renders).toBe(3)
})

test('stops while the page is hidden, and asks once on return if the answer is too old', async () => {
  const { asked, hide, comeBack } = await show(() => [<Hundred key="a" />, <Online key="b" />])
  expect(asked()).toBe(1)
  await hide()
  await pass(10 * minuteMs)
  expect(asked()).toBe(0)
  await comeBack()
  expect(asked()).toBe(1)
  await hide()
  await pass(10 * secondMs)
  await comeBack()
  expect(asked()).toBe(0)
  await pass(20 * secondMs)
  expect(asked()).toBe(1)
})

test('asks less and less often while it fails, calls nobody online by what was, and comes back', async () => {
  const { asked, emulator, person } = await show(() => [<Hundred key="a" />, <Online key="b" />])
  asked()
  const recover = emulator.faults.add({ kind: 'status', status: 503, path: '/users/online' })
  await pass(40 * secondMs)
  const atFirst = asked()
  await pass(10 * minuteMs)
  // Each time it tries three times.
  expect(asked() / 3).toBeLessThanOrEqual(4)
  expect(atFirst).toBe(3)
  expect(screen.getAllByText('unknown')).toHaveLength(100)
  recover()
  await pass(5 * minuteMs)
  expect(screen.getAllByText('online')).toHaveLength(1)
  expect(screen.getByText(`1 online: ${person.id}`)).toBeVisible()
  asked()
  await pass(minuteMs)
  expect(asked()).toBe(2)
})

test('asks again soon when the first request after a long rest fails', async () => {
  const { asked, emulator, hide, comeBack } = await show(() => <Online />)
  await hide()
  await pass(60 * minuteMs)
  emulator.faults.add({ kind: 'status', status: 400, path: '/users/online', times: 1 })
  asked()
  await comeBack()
  expect(asked()).toBe(1)
  await pass(31 * secondMs)
  expect(asked()).toBe(1)
  expect(screen.getByText(/0 online/)).toBeVisible()
})

test('waits as long as a busy server asks, whoever comes or returns meanwhile', async () => {
  const { asked, emulator, hide, comeBack, rerender, wrap } = await show(() => <Online />)
  asked()
  emulator.faults.add({ kind: 'status', status: 429, retryAfter: 120, path: '/users/online', times: 1 })
  await pass(31 * secondMs)
  expect(asked()).toBe(1)
  expect(screen.getByText('rate-limited')).toBeVisible()
  rerender(wrap([<Online key="a" />, <Hundred key="b" />]))
  await pass(60 * secondMs)
  await hide()
  await comeBack()
  await pass(30 * secondMs)
  expect(asked()).toBe(0)
  await pass(120 * secondMs)
  expect(asked()).toBeGreaterThan(0)
  expect(screen.getByText(/1 online/)).toBeVisible()
})

test('a server that has been failing from the start is asked less and less often too', async () => {
  const { emulator, client, person } = createStage({ emulator: { clock: { now: () => Date.now() } } })
  await login(client, credentialsOf(person))
  emulator.faults.add({ kind: 'status', status: 403, path: '/users/online' })
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const sent = () => emulator.log.filter(({ path }) => path === '/users/online').length
  const { rerender, wrap } = renderWithClient(<Hundred />, { ...createStage(), client })
  await pass(5 * secondMs)
  expect(sent()).toBe(1)
  rerender(wrap([<Hundred key="a" />, <Presence key="b" id={person.id} />]))
  await pass(5 * secondMs)
  expect(sent()).toBe(1)
  rerender(wrap(<Hundred />))
  await pass(16 * minuteMs)
  expect(sent()).toBeLessThanOrEqual(8)
  expect(sent()).toBeGreaterThanOrEqual(5)
  expect(screen.getAllByText('unknown')).toHaveLength(100)
})

test('with more than a hundred online, the rest is counted, and not called offline', async () => {
  const stage = createStage()
  const answers: unknown[] = []
  const client = stage.open({
    async fetch(input, init) {
      const request = new Request(input, init)
      const { pathname, searchParams } = new URL(request.url)
      if (pathname !== '/users/online') return stage.emulator.fetch(request)
      answers.push(Object.fromEntries(searchParams))
      const users = Array.from({ length: 100 }, (_, at) => ({ id: at + 1, login: `person-${at}` }))
      return Response.json(searchParams.get('count') ? { count: 250 } : { users })
    },
  })
  function Page() {
    const { data: count } = useOnlineCount()
    return <p>{`${count} online, 100 ${usePresence(100)}, 101 ${usePresence(101)}`}</p>
  }
  renderWithClient(<Page />, { ...stage, client })
  expect(await screen.findByText('250 online, 100 online, 101 unknown')).toBeVisible()
  expect(answers).toHaveLength(2)
})

test('who was online for one person is unknown to the next until they have asked', async () => {
  const frames: string[] = []
  function Page({ id }: { id: number }) {
    const presence = usePresence(id)
    frames.push(presence)
    return <p>{presence}</p>
  }
  const { client, otherPerson } = await show(({ person }) => <Page id={person.id} />)
  expect(frames).toEqual(['unknown', 'online'])
  await finish(login(client, credentialsOf(otherPerson)))
  await pass(secondMs)
  expect(frames).toEqual(['unknown', 'online', 'unknown', 'offline'])
})
