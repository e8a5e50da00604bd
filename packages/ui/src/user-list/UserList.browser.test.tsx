import '@cubekit/ui/styles.css'
import { login, memoryStorage, type CubeUser } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { act, render, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { somebody } from '../../test/somebody.ts'
import { UserList, type UserListProps } from './index.ts'

const { client } = createStage()

const crowd = (count: number): CubeUser[] =>
  Array.from({ length: count }, (_, at) => somebody({ id: at + 1, full_name: `Person ${at + 1}` }))

const page = (children: ReactNode, inClient = client): ReactNode => (
  <CubeProvider client={inClient}>
    <div style={{ inlineSize: 320 }}>{children}</div>
  </CubeProvider>
)
const show = (props: UserListProps) => render(page(<UserList {...props} />))
const list = (): HTMLElement => screen.getByRole('group')
const row = (name: string): HTMLElement => screen.getByRole('button', { name: new RegExp(`${name}$`) })

async function scrollTo(top: number): Promise<void> {
  await act(async () => {
    list().scrollTop = top
    await new Promise((resolve) => list().addEventListener('scroll', resolve, { once: true }))
  })
}

/** Browsers scroll smoothly for keys, and busy machines are slow. */
const patient = { timeout: 5_000 }

/** Whether a row is wholly in view. */
function isSeen(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  const view = list().getBoundingClientRect()
  return top >= view.top - 1 && bottom <= view.bottom + 1
}

test('row 94: of ten thousand people a screenful is rendered, wherever one scrolls', async () => {
  show({ users: crowd(10_000) })
  expect(list().scrollHeight).toBe(560_000)
  expect(screen.getAllByRole('listitem').length).toBeLessThan(12)
  await scrollTo(280_000)
  expect(screen.getByText('Person 5001')).toBeVisible()
  expect(screen.getAllByRole('listitem').length).toBeLessThan(12)
  await scrollTo(560_000)
  expect(screen.getByText('Person 10000')).toBeVisible()
})

test('the keys of a browser scroll a list whose rows do nothing', async () => {
  show({ users: crowd(100) })
  await userEvent.tab()
  expect(list()).toHaveFocus()
  await userEvent.keyboard('{End}')
  // Another key on the way would leave it there.
  await waitFor(() => expect(list().scrollTop + list().clientHeight).toBe(list().scrollHeight), patient)
  expect(screen.getByText('Person 100')).toBeVisible()
  expect(list()).toHaveFocus()
  await userEvent.keyboard('{Home}')
  await waitFor(() => expect(screen.getByText('Person 1')).toBeVisible(), patient)
})

test('the focus moves through all of them by keys, and its row is in view', async () => {
  show({ users: crowd(1_000), onSelect: () => {} })
  await userEvent.tab()
  expect(row('Person 1')).toHaveFocus()
  for (const [key, name] of [
    ['{ArrowDown>12/}', 'Person 13'],
    ['{PageDown}', 'Person 18'],
    ['{End}', 'Person 1000'],
    ['{PageUp}', 'Person 995'],
    ['{Home}', 'Person 1'],
  ] as const) {
    await userEvent.keyboard(key)
    await waitFor(() => expect(row(name)).toHaveFocus())
    expect(isSeen(row(name))).toBe(true)
  }
})

test('a row with the focus stays when it is scrolled out of view, and the keys go on from it', async () => {
  show({ users: crowd(1_000), onSelect: () => {} })
  await userEvent.tab()
  const first = row('Person 1')
  await scrollTo(20_000)
  expect(first).toHaveFocus()
  expect(isSeen(first)).toBe(false)
  expect(screen.getByText('Person 360')).toBeVisible()
  await userEvent.keyboard('{ArrowDown}')
  await waitFor(() => expect(row('Person 2')).toHaveFocus())
  expect(isSeen(row('Person 2'))).toBe(true)
  await scrollTo(20_000)
  await scrollTo(10_000)
  expect(row('Person 2')).toHaveFocus()
})

test('who is far down when the list gets shorter sees its end, and keeps the focus', async () => {
  const { rerender } = show({ users: crowd(1_000), onSelect: () => {} })
  await userEvent.tab()
  await userEvent.keyboard('{End}')
  await waitFor(() => expect(row('Person 1000')).toHaveFocus())
  rerender(page(<UserList users={crowd(40)} onSelect={() => {}} />))
  await waitFor(() => expect(row('Person 40')).toHaveFocus())
  expect(isSeen(row('Person 40'))).toBe(true)
})

test('row 94: pages come as somebody scrolls, and shrinking ones give nobody twice and end', async () => {
  const stage = createStage({
    emulator: {
      users: Array.from({ length: 120 }, (_, at) => ({
        id: at + 1,
        login: `p${at + 1}`,
        password: 'long enough',
        full_name: `Person ${at + 1}`,
        user_tags: 'staff',
      })),
    },
  })
  await login(stage.client, stage.person)
  const asked = (): number => stage.requests().filter((request) => request === 'GET /users/v2').length
  render(page(<UserList filter={{ user_tags: 'staff', sort_asc: 'id', limit: 30 }} />, stage.client))
  await screen.findByText('Person 1')
  expect(asked()).toBe(1)
  await scrollTo(1_000)
  await waitFor(() => expect(asked()).toBe(2))
  // Somebody leaves meanwhile: all that follow move up, one of them past the next page.
  const leaver = stage.open({ storage: memoryStorage() })
  await login(leaver, { login: 'p2', password: 'long enough' })
  await leaver.request({ method: 'DELETE', path: '/users/2', parse: () => null })
  await waitFor(() => {
    list().scrollTop = list().scrollHeight
    expect(screen.getByText('Person 120')).toBeVisible()
  })
  expect(list().querySelector('.cube-row-skeleton')).toBeNull()
  // Nobody but who has left is missing.
  expect(screen.getByText('Person 120').closest('li')).toHaveAttribute('aria-posinset', '120')
  expect(asked()).toBeLessThanOrEqual(5)
  const shown = screen.getAllByRole('listitem').map((item) => item.textContent)
  expect(new Set(shown).size).toBe(shown.length)
})

test('rows are as high as large text needs them to be', async () => {
  onTestFinished(() => {
    document.documentElement.style.fontSize = ''
  })
  document.documentElement.style.fontSize = '32px'
  show({ users: crowd(100), onSelect: () => {} })
  expect(row('Person 1').getBoundingClientRect().height).toBe(112)
  expect(list().scrollHeight).toBe(11_200)
})
