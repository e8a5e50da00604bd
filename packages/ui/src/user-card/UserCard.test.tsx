import type { CubeUser } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { act, render, screen, within } from '@testing-library/react'
import { createRef } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { somebody } from '../../test/somebody.ts'
import { UserCard, UserCardParts, type UserCardProps } from './index.ts'

function show(user: Partial<CubeUser>, props: Omit<UserCardProps, 'user'> = {}) {
  const { client } = createStage()
  return render(
    <CubeProvider client={client}>
      <UserCard data-testid="card" {...props} user={somebody(user)} />
    </CubeProvider>,
  )
}
const lines = (): (string | null)[] =>
  Array.from(screen.getByTestId('card').children[1]?.children ?? [], ({ textContent }) => textContent)

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

test('it says who somebody is, and when they were seen', () => {
  show({ login: 'ada', last_request_at: hoursAgo(3), user_tags: ['math', ' poetry', 'math', ''] })
  expect(lines()).toEqual(['Ada Lovelace', 'ada', 'Last seen 3 hours ago', 'mathpoetry'])
  expect(within(screen.getByRole('list', { name: 'Tags' })).getAllByRole('listitem')).toHaveLength(2)
})

test.each([
  ['online', hoursAgo(3), 'Online'],
  ['offline', hoursAgo(3), 'Last seen 3 hours ago'],
  ['offline', null, 'Offline'],
  ['unknown', hoursAgo(3), 'Last seen 3 hours ago'],
  ['unknown', null, undefined],
  [undefined, null, undefined],
  [undefined, 'not a date', undefined],
] as const)('%s, seen %s: "%s"', (presence, last_request_at, status) => {
  show({ last_request_at }, { presence })
  expect(lines().slice(1)).toEqual(status ? [status] : [])
  // The dot says nothing that the words do not.
  expect(screen.queryByRole('img')).toBeNull()
})

test.each([
  [{ full_name: null, login: 'ada', email: 'ada@example.com' }, ['ada']],
  [{ full_name: null, email: 'ada@example.com' }, ['ada@example.com']],
  [{ email: 'ada@example.com' }, ['Ada Lovelace', 'ada@example.com']],
  [{ full_name: null }, ['Unnamed user']],
  [{ login: 'guest-1f0e', is_guest: true }, ['Ada Lovelace Guest']],
] as const)('of %j it says %j', (user, words) => {
  show(user)
  expect(lines()).toEqual(words)
})

test('a hundred cards go on with the time, and the list around them renders no more', () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { client } = createStage({ client: { now: Date.now } })
  const onRender = vi.fn<() => void>()
  function Cards() {
    onRender()
    return Array.from({ length: 100 }, (_, id) => (
      <UserCard key={id} user={somebody({ id, last_request_at: hoursAgo(id) })} presence="offline" />
    ))
  }
  render(
    <CubeProvider client={client}>
      <Cards />
    </CubeProvider>,
  )
  const words = (): (string | null)[] => screen.getAllByRole('time').map(({ textContent }) => textContent)
  const before = words()
  onRender.mockClear()
  act(() => void vi.advanceTimersByTime(24 * 3_600_000))
  expect(words().filter((text, at) => text === before[at])).toEqual([])
  expect(onRender).toHaveBeenCalledTimes(0)
  expect(vi.getTimerCount()).toBe(1)
})

test('a card of your own is put together from the parts', () => {
  const ref = createRef<HTMLDivElement>()
  const { client } = createStage()
  render(
    <CubeProvider client={client}>
      <UserCardParts.Root user={somebody({ login: 'ada' })} ref={ref} aria-label="Author">
        <UserCardParts.Avatar label="A portrait" />
        <UserCardParts.Detail>@ada</UserCardParts.Detail>
        <UserCardParts.Name className="mine" />
      </UserCardParts.Root>
    </CubeProvider>,
  )
  expect(ref.current).toHaveTextContent('@adaAda Lovelace')
  expect(ref.current).toHaveAccessibleName('Author')
  expect(screen.getByRole('img', { name: 'A portrait' })).toBeInTheDocument()
  expect(ref.current?.querySelector('.mine')).toHaveTextContent('Ada Lovelace')
})

test('a part outside of a card says so', () => {
  expect(() => renderToString(<UserCardParts.Name />)).toThrow('This part belongs inside its Root.')
})

test('what stands inside it stays', () => {
  show({}, { children: <button type="button">Message</button> })
  expect(screen.getByRole('button', { name: 'Message' })).toBeVisible()
})
