import { login, logout, type CubeUser } from '@cubekit/core'
import { onlineManager } from '@tanstack/react-query'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { renderWithCube, type CubePageOptions } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserList, type UserListProps } from './index.ts'

const crowd = (count: number): CubeUser[] =>
  Array.from({ length: count }, (_, at) =>
    somebody({ id: at + 1, full_name: `Person ${at + 1}`, login: `p${at + 1}` }),
  )
const rows = (): HTMLElement[] => screen.queryAllByRole('listitem')
const names = (): (string | undefined)[] => rows().map((row) => /Person \d+/.exec(row.textContent ?? '')?.[0])

const signedIn: CubePageOptions = { before: ({ client, person }) => login(client, person) }
const people = (count: number): CubePageOptions => ({
  ...signedIn,
  emulator: {
    users: Array.from({ length: count }, (_, at) => ({
      id: at + 1,
      login: `p${at + 1}`,
      password: 'long enough',
      full_name: `Person ${at + 1}`,
      user_tags: 'staff',
    })),
  },
})
const staff = { user_tags: 'staff', sort_asc: 'id' } as const

const show = (props: UserListProps, options: CubePageOptions = {}) =>
  renderWithCube(<UserList {...props} />, options)

test('it is a list that tells how many there are, with those rows alone that can be seen', async () => {
  await show({ users: crowd(1000), label: 'Members' })
  expect(screen.getByRole('group', { name: 'Members' })).toHaveAttribute('tabindex', '0')
  expect(rows().length).toBeLessThan(30)
  expect(rows()[2]).toHaveAttribute('aria-posinset', '3')
  expect(rows()[2]).toHaveAttribute('aria-setsize', '1000')
  expect(rows()[2]).toHaveTextContent('Person 3 p3')
})

test('rows are buttons for those who choose', async () => {
  const onSelect = vi.fn<(user: CubeUser) => void>()
  const { user } = await show({ users: crowd(3), onSelect })
  await user.click(screen.getByRole('button', { name: /Person 2/ }))
  expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ id: 2 }))
})

test('rows are links for those who go somewhere; a plain click can be taken over', async () => {
  const onSelect = vi.fn<(user: CubeUser) => void>()
  await show({ users: crowd(3), href: ({ id }) => `#${id}`, onSelect })
  const link = screen.getByRole('link', { name: /Person 2/ })
  expect(link).toHaveAttribute('href', '#2')
  expect(fireEvent.click(link)).toBe(false)
  expect(onSelect).toHaveBeenCalledTimes(1)
  expect(fireEvent.click(link, { ctrlKey: true })).toBe(true)
  expect(onSelect).toHaveBeenCalledTimes(1)
})

test('Tab comes to one row, and the keys of a list go on from there', async () => {
  const { user } = await show({ users: crowd(12), onSelect: () => {} })
  const focused = (): string | undefined => /Person \d+/.exec(document.activeElement?.textContent ?? '')?.[0]
  await user.tab()
  expect(focused()).toBe('Person 1')
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(focused()).toBe('Person 3')
  await user.keyboard('{ArrowUp}')
  expect(focused()).toBe('Person 2')
  await user.keyboard('{End}')
  expect(focused()).toBe('Person 12')
  await user.keyboard('{ArrowDown}')
  expect(focused()).toBe('Person 12')
  await user.keyboard('{Home}{ArrowUp}')
  expect(focused()).toBe('Person 1')
  await user.keyboard('{ArrowDown}')
  await user.tab()
  expect(document.body).toHaveFocus()
  await user.tab({ shift: true })
  expect(focused()).toBe('Person 2')
})

test('the focus stays with a person, and goes to the next one when theirs is gone', async () => {
  const all = crowd(5)
  const { rerender, wrap, user } = await show({ users: all, onSelect: () => {} })
  await user.tab()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  const third = screen.getByRole('button', { name: /Person 3/ })
  rerender(wrap(<UserList users={all.slice(1)} onSelect={() => {}} />))
  expect(third).toHaveFocus()
  rerender(wrap(<UserList users={all.filter(({ id }) => id !== 3 && id !== 1)} onSelect={() => {}} />))
  expect(screen.getByRole('button', { name: /Person 4/ })).toHaveFocus()
  rerender(wrap(<UserList users={[]} onSelect={() => {}} />))
  expect(screen.getByRole('group')).toHaveFocus()
})

test('a row of your own', async () => {
  await show({ users: crowd(2), renderUser: ({ login }) => <b>@{login}</b>, onSelect: () => {} })
  expect(screen.getByRole('button', { name: '@p2' })).toBeVisible()
})

test('nobody: words, or yours', async () => {
  const { rerender, wrap } = await show({ users: [] })
  expect(screen.getByRole('status')).toHaveTextContent('Nobody to show yet.')
  expect(screen.queryByRole('list')).toBeNull()
  rerender(wrap(<UserList users={[]} empty={<a href="#invite">Invite somebody</a>} />))
  expect(screen.getByRole('link', { name: 'Invite somebody' })).toBeVisible()
})

test('people who match are asked for page by page, as far as somebody looks', async () => {
  const { requests } = await show({ filter: { ...staff, limit: 40 } }, people(300))
  await waitFor(() => expect(names().slice(0, 2)).toEqual(['Person 1', 'Person 2']))
  expect(rows()[0]).toHaveAttribute('aria-setsize', '300')
  expect(requests().filter((request) => request === 'GET /users/v2')).toHaveLength(1)
})

test('what is quick shows no skeleton, and what takes longer does, in words too', async () => {
  const { container, hold, rerender, wrap } = await show({ users: [] }, people(3))
  const { release } = hold('GET /users/v2')
  rerender(wrap(<UserList filter={staff} />))
  const skeleton = (): Element | null => container.querySelector('.cube-row-skeleton')
  expect(skeleton()).not.toBeVisible()
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  await waitFor(() => expect(skeleton()).toBeVisible())
  expect(screen.getByRole('status')).toHaveTextContent('Loading people…')
  expect(screen.queryByText('Nobody to show yet.')).toBeNull()
  release()
  await waitFor(() => expect(names()).toEqual(['Person 1', 'Person 2', 'Person 3']))
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

test('when it fails it says why, and lets one try again; the focus stays in the list', async () => {
  const { user, emulator } = await show(
    { filter: staff },
    {
      ...people(2),
      before: async (stage) => {
        await login(stage.client, stage.person)
        stage.emulator.faults.add({ kind: 'status', status: 403, path: '/users/v2', times: 1 })
      },
    },
  )
  expect(await screen.findByRole('alert')).toHaveTextContent("You don't have access to this app.")
  expect(screen.queryByRole('list')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(names()).toEqual(['Person 1', 'Person 2']))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByRole('group')).toHaveFocus()
  expect(emulator.log.filter(({ path }) => path === '/users/v2')).toHaveLength(2)
})

test('a later page that fails leaves those who are there, and can be asked for again', async () => {
  const { user, emulator, rerender, wrap, hold, requests } = await show({ users: [] }, people(50))
  const { arrived, release } = hold('GET /users/v2')
  rerender(wrap(<UserList filter={{ ...staff, limit: 20 }} />))
  await arrived
  emulator.faults.add({ kind: 'status', status: 403, path: '/users/v2', times: 1 })
  release()
  await screen.findByRole('alert')
  expect(names()).toHaveLength(20)
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  await waitFor(() => expect(names().length).toBeGreaterThan(20))
  expect(requests().filter((request) => request === 'GET /users/v2')).toHaveLength(3)
})

test('a pause that the server asks for is counted down, and the button waits for it', async () => {
  const { user, requests } = await show(
    { filter: staff },
    {
      ...people(2),
      before: async (stage) => {
        await login(stage.client, stage.person)
        stage.emulator.faults.add({
          kind: 'status',
          status: 429,
          retryAfter: 90,
          path: '/users/v2',
          times: 1,
        })
      },
    },
  )
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toMatch(/^The server is busy\. Try again in (90|89) seconds\.$/)
  const before = requests().length
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(requests()).toHaveLength(before)
})

test('while the device is offline it says so, and goes on by itself', async () => {
  onTestFinished(() => onlineManager.setOnline(true))
  onlineManager.setOnline(false)
  await show({ filter: staff }, people(2))
  expect(await screen.findByText("You're offline. People show here once you're back.")).toBeVisible()
  onlineManager.setOnline(true)
  await waitFor(() => expect(names()).toEqual(['Person 1', 'Person 2']))
  expect(screen.queryByText(/offline/)).toBeNull()
})

test('when the device goes offline between two pages it says so below them, and goes on by itself', async () => {
  onTestFinished(() => onlineManager.setOnline(true))
  const { rerender, wrap, hold } = await show({ users: [] }, people(50))
  const { arrived, release } = hold('GET /users/v2')
  rerender(wrap(<UserList filter={{ ...staff, limit: 20 }} />))
  await arrived
  onlineManager.setOnline(false)
  release()
  expect(await screen.findByText(/offline/)).toBeVisible()
  expect(names()).toHaveLength(20)
  onlineManager.setOnline(true)
  await waitFor(() => expect(names().length).toBeGreaterThan(20))
  expect(screen.queryByText(/offline/)).toBeNull()
})

test('what one person was shown is gone when somebody else is there', async () => {
  const { client, otherPerson, hold } = await show({ filter: staff }, people(2))
  await waitFor(() => expect(names()).toHaveLength(2))
  const { release } = hold('GET /users/v2')
  await act(async () => {
    await logout(client)
    await login(client, otherPerson)
  })
  expect(names()).toEqual([])
  release()
  await waitFor(() => expect(names()).toHaveLength(2))
})

test('somebody who is given twice is shown once', async () => {
  await show({ users: [...crowd(3), ...crowd(2)] })
  expect(names()).toEqual(['Person 1', 'Person 2', 'Person 3'])
  expect(rows()[2]).toHaveAttribute('aria-setsize', '3')
})

test.each([
  { full_name: null, login: null },
  { full_name: 'W'.repeat(500), login: 'w'.repeat(500) },
  { full_name: '\u202eevil' },
  { full_name: 'سارة الأحمد', user_tags: [''], last_request_at: 'nonsense' },
])('people of all sorts have a row: %j', async (known) => {
  await show({ users: [somebody(known)], onSelect: () => {} })
  const name = screen.getByRole('button').textContent ?? ''
  expect(name.length).toBeLessThan(300)
  expect(name).not.toContain('\u202e')
})
