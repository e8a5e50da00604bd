import { getUser, login, loginAsGuest, logout } from '@cubekit/core'
import { act, screen } from '@testing-library/react'
import { StrictMode, useState } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import { CubeProvider, useSession } from './index.ts'

const minuteMs = 60_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Somebody is here as a guest. Timers that nobody here has set are let run out. */
async function createGuestStage() {
  // The emulator's own clock is the machine's, which goes on.
  const stage = createStage({ emulator: { clock: { now: () => Date.now() } } })
  await loginAsGuest(stage.client)
  await vi.advanceTimersByTimeAsync(1)
  expect(vi.getTimerCount()).toBe(0)
  return stage
}

let renders = 0
beforeEach(() => {
  renders = 0
})

function Left() {
  renders++
  const { guestMinutesLeft } = useSession()
  return <p>{guestMinutesLeft === null ? 'no guest' : `${guestMinutesLeft} left`}</p>
}

function Status() {
  renders++
  return <p>{useSession().status}</p>
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

test('counts down by itself, and renders once a minute', async () => {
  const stage = await createGuestStage()
  renderWithClient(<Left />, stage)
  expect(screen.getByText('1440 left')).toBeVisible()
  await pass(minuteMs)
  expect(screen.getByText('1439 left')).toBeVisible()
  const before = renders
  for (let minute = 1; minute <= 10; minute++) {
    await pass(minuteMs / 2)
    // A request in between makes no difference.
    await act(() => getUser(stage.client, stage.person.id))
    await pass(minuteMs / 2)
    expect(screen.getByText(`${1439 - minute} left`)).toBeVisible()
    expect(renders - before).toBe(minute)
  }
})

test('is over after a day, and counts no further', async () => {
  const stage = await createGuestStage()
  renderWithClient(<Left />, stage)
  await pass(24 * 60 * minuteMs)
  expect(screen.getByText('0 left')).toBeVisible()
  expect(vi.getTimerCount()).toBe(0)
})

test('a component that reads something else neither renders nor has a timer', async () => {
  const stage = await createGuestStage()
  renderWithClient(<Status />, stage)
  expect(screen.getByText('guest')).toBeVisible()
  const before = renders
  expect(vi.getTimerCount()).toBe(0)
  await pass(60 * minuteMs)
  expect(renders).toBe(before)
})

test('no timer for anybody but a guest, none when the guest has left, and none when the component has', async () => {
  const stage = createStage()
  const { client, person } = stage
  const { unmount } = renderWithClient(<Left />, stage)
  await act(() => login(client, credentialsOf(person)))
  await pass(1)
  expect(screen.getByText('no guest')).toBeVisible()
  expect(vi.getTimerCount()).toBe(0)
  await act(() => loginAsGuest(client))
  await pass(1)
  expect(screen.getByText('1440 left')).toBeVisible()
  expect(vi.getTimerCount()).toBe(1)
  await act(() => logout(client))
  await pass(1)
  expect(screen.getByText('no guest')).toBeVisible()
  expect(vi.getTimerCount()).toBe(0)
  await act(() => loginAsGuest(client))
  unmount()
  await vi.advanceTimersByTimeAsync(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('in StrictMode, and when it is read later than at first', async () => {
  function Late() {
    const session = useSession()
    const [isOpen, open] = useState(false)
    return isOpen ? (
      <p>{session.guestMinutesLeft} left</p>
    ) : (
      <button type="button" onClick={() => open(true)}>
        Show
      </button>
    )
  }
  const stage = await createGuestStage()
  renderWithClient(
    <StrictMode>
      <Late />
    </StrictMode>,
    stage,
  )
  expect(vi.getTimerCount()).toBe(0)
  await pass(minuteMs)
  act(() => screen.getByRole('button').click())
  expect(screen.getByText('1439 left')).toBeVisible()
  expect(vi.getTimerCount()).toBe(1)
  await pass(minuteMs)
  expect(screen.getByText('1438 left')).toBeVisible()
})

test('a server renders without it, and sets no timer', async () => {
  const stage = await createGuestStage()
  const { user } = stage.client.getSession()
  if (!user) throw new Error('Nobody is here.')
  const html = renderToString(
    <CubeProvider client={stage.open()} initialSession={{ status: 'guest', user }}>
      <Left />
    </CubeProvider>,
  )
  expect(html).toContain('no guest')
  expect(vi.getTimerCount()).toBe(0)
})

test('a server whose clock is a little ahead gives no day of more than its minutes', async () => {
  const stage = createStage({
    emulator: { clock: { now: () => Date.now() + 1500 } },
    client: { now: () => Date.now() },
  })
  await loginAsGuest(stage.client)
  renderWithClient(<Left />, stage)
  expect(screen.getByText('1440 left')).toBeVisible()
})
