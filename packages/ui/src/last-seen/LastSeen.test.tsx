import type { CubeClient } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { act, cleanup, render, screen } from '@testing-library/react'
import { Profiler, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { CubeLocaleProvider } from '../messages/CubeLocaleProvider.tsx'
import { LastSeen } from './index.ts'

const minute = 60_000
const hour = 60 * minute

const start = new Date(2026, 10, 21, 12).getTime()
let client: CubeClient
beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  client = createStage({ client: { now: Date.now } }).client
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const ago = (ms: number): string => new Date(start - ms).toISOString()
const show = (children: ReactNode) => render(<CubeProvider client={client}>{children}</CubeProvider>)
const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))
const words = (): (string | null)[] => screen.getAllByRole('time').map(({ textContent }) => textContent)

function look(state: 'hidden' | 'visible'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(state === 'hidden')
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
}

test('it is a time, with the moment for machines and the whole date for people', () => {
  show(<LastSeen at={ago(5 * minute)} />)
  const time = screen.getByRole('time')
  expect(time).toHaveTextContent('5 minutes ago')
  expect(time).toHaveAttribute('datetime', ago(5 * minute))
  expect(time).toHaveAttribute('title', 'November 21, 2026 at 11:55 AM')
})

test.each([null, undefined, '', 'not a date'])('nothing is shown for %j', (at) => {
  const { container } = show(<LastSeen at={at} />)
  expect(container).toBeEmptyDOMElement()
})

test('it goes on by itself, from now to yesterday', () => {
  show(<LastSeen at={ago(0)} />)
  expect(words()).toEqual(['just now'])
  pass(minute)
  expect(words()).toEqual(['1 minute ago'])
  pass(minute)
  expect(words()).toEqual(['2 minutes ago'])
  pass(58 * minute)
  expect(words()).toEqual(['1 hour ago'])
  pass(22 * hour)
  expect(words()).toEqual(['23 hours ago'])
  pass(hour)
  expect(words()).toEqual(['yesterday'])
  pass(12 * hour)
  expect(words()).toEqual(['2 days ago'])
})

test('a hundred of them share one timer, and the list around them renders no more', () => {
  const renders = vi.fn<() => void>()
  function List(): ReactNode {
    renders()
    return Array.from({ length: 100 }, (_, at) => (
      <Profiler key={at} id={String(at)} onRender={onRender}>
        <LastSeen at={ago(at * 1_700)} />
      </Profiler>
    ))
  }
  const onRender = vi.fn<() => void>()
  show(<List />)
  expect(vi.getTimerCount()).toBe(1)
  renders.mockClear()
  onRender.mockClear()
  const before = words()
  pass(minute)
  expect(renders).toHaveBeenCalledTimes(0)
  expect(words().every((text, at) => text !== before[at])).toBe(true)
  expect(onRender).toHaveBeenCalledTimes(100)
  expect(vi.getTimerCount()).toBe(1)
})

test('the timer sleeps as long as the words stay the same, and goes with the last of them', () => {
  const set = vi.spyOn(globalThis, 'setTimeout')
  const { unmount } = show(
    <>
      <LastSeen at={ago(3 * hour)} />
      <LastSeen at={ago(100 * hour)} />
    </>,
  )
  set.mockClear()
  pass(hour - 1)
  expect(set).toHaveBeenCalledTimes(0)
  pass(1)
  expect(words()).toEqual(['4 hours ago', '4 days ago'])
  expect(set).toHaveBeenCalledTimes(1)
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

test('while the page is hidden there is no timer, and when it is looked at again all is right', () => {
  onTestFinished(() => look('visible'))
  show(<LastSeen at={ago(0)} />)
  look('hidden')
  expect(vi.getTimerCount()).toBe(0)
  pass(10 * minute)
  expect(words()).toEqual(['just now'])
  look('visible')
  expect(words()).toEqual(['10 minutes ago'])
  expect(vi.getTimerCount()).toBe(1)
})

test("a device's clock that is off does not show", async () => {
  const stage = createStage()
  const slow = stage.open({ now: () => stage.emulator.clock.now() - 20 * minute })
  const answered = slow.request({ method: 'GET', path: `/users/${stage.person.id}`, parse: () => null })
  await vi.advanceTimersByTimeAsync(100)
  await answered
  const at = new Date(stage.emulator.clock.now() - 30.5 * minute).toISOString()
  render(
    <CubeProvider client={slow}>
      <LastSeen at={at} />
    </CubeProvider>,
  )
  expect(words()).toEqual(['30 minutes ago'])
})

test('it speaks the language around it, and what the host says', () => {
  const { rerender } = show(
    <CubeLocaleProvider locale="uk">
      <LastSeen at={ago(5 * minute)} />
    </CubeLocaleProvider>,
  )
  expect(words()).toEqual(['5 хвилин тому'])
  rerender(
    <CubeProvider client={client}>
      <LastSeen at={ago(0)} messages={{ 'people.justNow': 'a moment ago' }} />
    </CubeProvider>,
  )
  expect(words()).toEqual(['a moment ago'])
})

test('in server HTML it is the day, which is true whenever it is read', () => {
  const html = renderToString(
    <CubeProvider client={client}>
      <LastSeen at="2026-11-21T08:00:00Z" />
    </CubeProvider>,
  )
  expect(html).toContain('>2026-11-21</time>')
  expect(html).not.toContain('title')
})
