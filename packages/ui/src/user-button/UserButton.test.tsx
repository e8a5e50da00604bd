import { getUser, login, loginAsGuest, memoryStorage } from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { loadPictures } from '../../test/loadPictures.tsx'
import { count, renderWithCube, type CubePage, type CubePageOptions } from '../../test/renderWithCube.tsx'
import { somebody } from '../../test/somebody.ts'
import { UserButton, UserButtonParts, type UserButtonProps } from './index.ts'

beforeAll(loadPictures)

const trigger = (name: RegExp | string = /^Account of /): HTMLButtonElement =>
  screen.getByRole<HTMLButtonElement>('button', { name })
const item = (name: string): HTMLElement => screen.getByRole('menuitem', { name })
const items = (): (string | null)[] => screen.getAllByRole('menuitem').map(({ textContent }) => textContent)

const asUser: CubePageOptions = { before: ({ client, person }) => login(client, person) }
const asGuest: CubePageOptions = {
  before: ({ client }) => loginAsGuest(client, { full_name: 'Olof Shodger' }),
}

function show(props: UserButtonProps = {}, options = asUser): Promise<CubePage> {
  return renderWithCube(<UserButton {...props} />, options)
}

test('nobody is there: nothing is shown', async () => {
  const { container } = await show({}, {})
  expect(container).toBeEmptyDOMElement()
})

test('the button opens a menu that says who it is', async () => {
  const { user, person } = await show()
  const button = trigger(`Account of ${person.full_name}`)
  expect(button).toHaveAttribute('aria-haspopup', 'menu')
  expect(button).toHaveAttribute('aria-expanded', 'false')
  expect(screen.queryByRole('menu')).not.toBeInTheDocument()
  await user.click(button)
  expect(button).toHaveAttribute('aria-expanded', 'true')
  expect(button).toHaveAttribute('aria-controls', screen.getByRole('menu').id)
  expect(screen.getByText(person.full_name)).toBeVisible()
  expect(screen.getByText(person.login)).toBeVisible()
  expect(screen.getByRole('menu')).toHaveAccessibleDescription(expect.stringContaining(person.full_name))
  await user.click(button)
  expect(screen.queryByRole('menu')).not.toBeInTheDocument()
})

test("the items are the host's, those it has something for, and ours", async () => {
  const [onProfile, onPasswordChange, onKeepAccount] = [vi.fn(), vi.fn(), vi.fn()]
  const chosen = vi.fn<() => void>()
  const { user } = await show({
    onProfile,
    onPasswordChange,
    onKeepAccount,
    children: (
      <>
        <UserButtonParts.Item onClick={chosen}>Dark theme</UserButtonParts.Item>
        <UserButtonParts.LinkItem href="#billing">Billing</UserButtonParts.LinkItem>
      </>
    ),
  })
  await user.click(trigger())
  expect(items()).toEqual([
    'Dark theme',
    'Billing',
    'Manage profile',
    'Change password',
    'Log out other devices',
    'Log out',
  ])
  expect(item('Billing')).toHaveAttribute('href', '#billing')
  for (const [name, done] of [
    ['Dark theme', chosen],
    ['Manage profile', onProfile],
    ['Change password', onPasswordChange],
  ] as const) {
    if (!screen.queryByRole('menu')) await user.click(trigger())
    await user.click(item(name))
    expect(done).toHaveBeenCalledTimes(1)
    expect(screen.queryByRole('menu')).not.toBeInTheDocument()
    expect(trigger()).toHaveFocus()
  }
})

test('the keys of a menu: arrows go round, Home and End, letters, Escape', async () => {
  const { user } = await show({ onProfile: () => {}, onPasswordChange: () => {} })
  await user.tab()
  expect(trigger()).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(item('Manage profile')).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(item('Change password')).toHaveFocus()
  await user.keyboard('{ArrowUp}{ArrowUp}')
  expect(item('Log out')).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(item('Manage profile')).toHaveFocus()
  await user.keyboard('{End}')
  expect(item('Log out')).toHaveFocus()
  await user.keyboard('{Home}')
  expect(item('Manage profile')).toHaveFocus()
  await user.keyboard('c')
  expect(item('Change password')).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).not.toBeInTheDocument()
  expect(trigger()).toHaveFocus()
})

test('letters go on to the next that begins so, and several are a word', async () => {
  const { user } = await show()
  await user.click(trigger())
  await user.keyboard('{Home}l')
  expect(item('Log out')).toHaveFocus()
  await user.keyboard('og out o')
  expect(item('Log out other devices')).toHaveFocus()
  await user.keyboard('x')
  expect(item('Log out other devices')).toHaveFocus()
})

test.each([
  ['{ArrowDown}', 'Log out other devices'],
  ['{ArrowUp}', 'Log out'],
  [' ', 'Log out other devices'],
])('%j opens it at "%s"', async (key, name) => {
  const { user } = await show()
  trigger().focus()
  await user.keyboard(key)
  expect(item(name)).toHaveFocus()
})

test('Space chooses too, a link as well', async () => {
  const followed = vi.fn<() => void>()
  const { user } = await show({
    children: (
      <UserButtonParts.LinkItem
        href="#billing"
        onClick={(event) => {
          event.preventDefault()
          followed()
        }}
      >
        Billing
      </UserButtonParts.LinkItem>
    ),
  })
  await user.click(trigger())
  await user.keyboard(' ')
  expect(followed).toHaveBeenCalledTimes(1)
  expect(screen.queryByRole('menu')).not.toBeInTheDocument()
})

test('it closes when the person turns to something else, and leaves them there', async () => {
  const { user } = await renderWithCube(
    <>
      <UserButton />
      <input aria-label="Elsewhere" />
    </>,
    asUser,
  )
  await user.click(trigger())
  await user.click(screen.getByLabelText('Elsewhere'))
  expect(screen.queryByRole('menu')).not.toBeInTheDocument()
  expect(screen.getByLabelText('Elsewhere')).toHaveFocus()
  await user.click(trigger())
  await user.tab()
  expect(screen.queryByRole('menu')).not.toBeInTheDocument()
  expect(screen.getByLabelText('Elsewhere')).toHaveFocus()
})

test('a guest sees how long still, and can keep the account', async () => {
  const onKeepAccount = vi.fn<() => void>()
  const { user } = await show({ onKeepAccount, onPasswordChange: () => {} }, asGuest)
  await user.click(trigger('Account of Olof Shodger'))
  expect(screen.getByText('Guest')).toBeVisible()
  expect(screen.getByText(/^Ends in 2[34] hours$/)).toBeVisible()
  expect(items()).toEqual(['Keep your account', 'Log out'])
  await user.click(item('Keep your account'))
  expect(onKeepAccount).toHaveBeenCalledTimes(1)
})

test('logging out takes the button away', async () => {
  const { user, client, container } = await show()
  await user.click(trigger())
  await user.click(item('Log out'))
  expect(client.getSession().status).toBe('signed-out')
  expect(container).toBeEmptyDOMElement()
})

test('other devices are logged out when it is confirmed in its place', async () => {
  const { user, client, requests, open, person } = await show()
  const elsewhere = open({ storage: memoryStorage() })
  await login(elsewhere, person)
  await user.click(trigger())
  await user.click(item('Log out other devices'))
  expect(item('Log all of them out?')).toHaveFocus()
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(
    'Log all of them out?',
  )
  expect(count(requests, 'DELETE /session/list')).toBe(0)
  // Turning to something else takes the question back.
  await user.keyboard('{ArrowDown}')
  expect(items()).toContain('Log out other devices')
  await user.keyboard('{ArrowUp}{Enter}{Enter}')
  await waitFor(() => expect(items()).toContain('Other devices are logged out'))
  expect(count(requests, 'DELETE /session/list')).toBe(1)
  expect(client.getSession().status).toBe('user')
  await expect(getUser(elsewhere, person.id)).rejects.toMatchObject({ code: 'session-expired' })
  await user.keyboard('{Enter}')
  expect(count(requests, 'DELETE /session/list')).toBe(1)
})

test('when that fails, it is said in the menu, and can be tried again', async () => {
  const { user, emulator } = await show()
  emulator.faults.add({ kind: 'status', status: 500, path: '/session/list', times: 1 })
  await user.click(trigger())
  await user.click(item('Log out other devices'))
  await user.click(item('Log all of them out?'))
  expect(await screen.findByRole('alert')).toHaveTextContent('The server has a problem right now')
  await user.click(item('Log all of them out?'))
  await waitFor(() => expect(items()).toContain('Other devices are logged out'))
})

test.each(['https://example.com/ada.png', 'blob:https://example.com/1'])(
  'the picture stands over the initials once it is there, and goes when it breaks: %s',
  async (avatarUrl) => {
    const { container } = await show({ avatarUrl })
    const image = container.querySelector('img')
    if (!image) throw new Error('There is no picture.')
    expect(image).toHaveAttribute('src', avatarUrl)
    expect(image).not.toBeVisible()
    expect(container.querySelector('.cube-avatar')).not.toBeEmptyDOMElement()
    fireEvent.load(image)
    expect(image).toBeVisible()
    fireEvent.error(image)
    expect(image).not.toBeVisible()
  },
)

test.each([
  'javascript:alert(1)',
  'data:image/svg+xml,<svg/>',
  'ftp://example.com/a.png',
  '/a.png',
  'nonsense',
])('no picture is asked for from %s', async (avatarUrl) => {
  const { container } = await show({ avatarUrl })
  expect(container.querySelector('img')).toBeNull()
})

test('hostile and missing names are shown as plain text, or as what else is known', async () => {
  const nasty = '\u202e<img src=x onerror=alert(1)>'
  const { user, container } = await show(
    {},
    {
      emulator: {
        users: [
          { id: 7, login: 'nasty', password: 'long enough', full_name: nasty },
          { id: 8, login: 'other', password: 'long enough' },
        ],
      },
      before: ({ client, person }) => login(client, person),
    },
  )
  await user.click(trigger())
  expect(container.querySelector('img')).toBeNull()
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
})

test('in server HTML the button is there with the name and the initials, and waits', () => {
  const { client, person } = createStage()
  const user = somebody({ id: person.id })
  const root = document.createElement('div')
  root.innerHTML = renderToString(
    <CubeProvider client={client} initialSession={{ status: 'user', user }}>
      <UserButton />
    </CubeProvider>,
  )
  const button = within(root).getByRole('button', { name: 'Account of Ada Lovelace', hidden: true })
  expect(button).toBeDisabled()
  expect(button.querySelector('.cube-avatar')?.textContent?.replace('\u200c', '')).toBe('AL')
})

test('of parts: another button and another order', async () => {
  function Mine(): ReactNode {
    return (
      <UserButtonParts.Root className="mine" messages={{ 'user.logout': 'Leave' }}>
        <UserButtonParts.Trigger aria-label="Me">You</UserButtonParts.Trigger>
        <UserButtonParts.Menu header={null}>
          <UserButtonParts.LogoutItem />
          <UserButtonParts.Separator />
          <UserButtonParts.Item closeOnClick={false}>Stay</UserButtonParts.Item>
        </UserButtonParts.Menu>
      </UserButtonParts.Root>
    )
  }
  const { user } = await renderWithCube(<Mine />, asUser)
  await user.click(trigger('Me'))
  expect(trigger('Me').parentElement).toHaveClass('cube-user', 'mine')
  expect(items()).toEqual(['Leave', 'Stay'])
  await user.click(item('Stay'))
  expect(screen.getByRole('menu')).toBeVisible()
  expect(screen.getByRole('separator')).toBeInTheDocument()
})
