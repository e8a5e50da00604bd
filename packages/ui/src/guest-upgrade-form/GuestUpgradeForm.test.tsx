import { login, loginAsGuest, type GuestUpgrade } from '@cubekit/core'
import { useSession } from '@cubekit/react'
import { act, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { count, renderWithCube, type CubePage } from '../../test/renderWithCube.tsx'
import { GuestUpgradeForm, type GuestUpgradeFormProps } from './index.ts'
import { timeLeft } from './timeLeft.ts'

const users = [
  { login: 'ada', email: 'ada@example.com', password: 'correct horse', full_name: 'Ada Lovelace' },
  { login: 'grace', password: 'correct horse', full_name: 'Grace Hopper' },
]
const input = (label: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(label)

function Who(): ReactNode {
  const { status, user } = useSession()
  return (
    <p>
      {user?.full_name}, {status}
    </p>
  )
}

function renderForGuest(props: GuestUpgradeFormProps = {}): Promise<CubePage> {
  return renderWithCube(
    <>
      <GuestUpgradeForm {...props} />
      <Who />
    </>,
    { emulator: { users }, before: ({ client }) => loginAsGuest(client, { full_name: 'Ada L.' }) },
  )
}

async function send({ user }: CubePage, email: string, password: string): Promise<void> {
  await user.clear(input('Email'))
  await user.type(input('Email'), email)
  await user.clear(input('Password'))
  await user.type(input('Password'), `${password}{Enter}`)
}

test('a guest becomes a user, with their name, and the app moves what they made', async () => {
  const onUpgrade = vi.fn<(upgrade: GuestUpgrade) => void>()
  const page = await renderForGuest({ onUpgrade })
  expect(screen.getByText(/guests are deleted in 24 hours/)).toBeVisible()
  expect(input('Full name')).toHaveValue('Ada L.')
  await send(page, 'new@example.com', 'zwölf Pferde')
  expect(await screen.findByText('Ada L., user')).toBeVisible()
  await waitFor(() =>
    expect(onUpgrade).toHaveBeenCalledExactlyOnceWith({
      guest: expect.objectContaining({ is_guest: true, full_name: 'Ada L.' }),
      user: expect.objectContaining({ email: 'new@example.com', full_name: 'Ada L.' }),
    }),
  )
  expect(screen.queryByRole('form')).not.toBeInTheDocument()
})

test('whoever has an account already signs in to it, with what they typed', async () => {
  const onUpgrade = vi.fn<(upgrade: GuestUpgrade) => void>()
  const page = await renderForGuest({ onUpgrade })
  await send(page, 'ada@example.com', 'correct horse')
  await waitFor(() =>
    expect(input('Email')).toHaveAccessibleDescription('This email already has an account.'),
  )
  expect(page.client.getSession().status).toBe('guest')
  await page.user.click(screen.getByRole('button', { name: 'Sign in to that account instead' }))
  expect(await screen.findByText('Ada Lovelace, user')).toBeVisible()
  await waitFor(() => expect(onUpgrade).toHaveBeenCalledTimes(1))
})

test('with another password they stay a guest, and the next press signs nobody in by itself', async () => {
  const page = await renderForGuest()
  await send(page, 'ada@example.com', 'not her password')
  await page.user.click(await screen.findByRole('button', { name: 'Sign in to that account instead' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('That account has another password.')
  expect(input('Password')).toHaveFocus()
  expect(page.client.getSession().status).toBe('guest')

  await send(page, 'ada@example.com', 'correct horse')
  await waitFor(() => expect(input('Email')).toBeInvalid())
  expect(page.client.getSession().status).toBe('guest')
})

test('whoever mistyped the password of that account corrects it, and is in', async () => {
  const page = await renderForGuest()
  await send(page, 'ada@example.com', 'not her password')
  await page.user.click(await screen.findByRole('button', { name: 'Sign in to that account instead' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('That account has another password.')
  await page.user.clear(input('Password'))
  await page.user.type(input('Password'), 'correct horse{Enter}')
  expect(await screen.findByText('Ada Lovelace, user')).toBeVisible()
})

test('the focus is not lost with the button when that fails', async () => {
  const page = await renderForGuest()
  await send(page, 'ada@example.com', 'correct horse')
  const button = await screen.findByRole('button', { name: 'Sign in to that account instead' })
  page.emulator.faults.add({ kind: 'offline' })
  await page.user.click(button)
  expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server.")
  expect(button).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Try again' })).toHaveFocus()
})

test('an app may decide about that itself', async () => {
  const page = await renderForGuest({ onConflict: () => 'sign-in' })
  await send(page, 'ada@example.com', 'correct horse')
  expect(await screen.findByText('Ada Lovelace, user')).toBeVisible()
  expect(count(page.requests, 'POST /users')).toBe(1)
})

test('it shows for guests only', async () => {
  await renderWithCube(
    <>
      <GuestUpgradeForm />
      <Who />
    </>,
    {
      emulator: { users },
      before: ({ client }) => login(client, { login: 'ada', password: 'correct horse' }),
    },
  )
  expect(screen.getByText('Ada Lovelace, user')).toBeVisible()
  expect(screen.queryByRole('form')).not.toBeInTheDocument()
})

test.each([
  [1440, 'in 24 hours'],
  [179, 'in 2 hours'],
  [120, 'in 2 hours'],
  [119, 'in 119 minutes'],
  [1, 'in 1 minute'],
])('%d minutes are told as "%s"', (minutes, words) => {
  expect(timeLeft(minutes, 'en')).toBe(words)
})

test('the next guest does not find what the last one has typed', async () => {
  const page = await renderForGuest()
  await page.user.type(input('Email'), 'first@example.com')
  await act(() => loginAsGuest(page.client, { full_name: 'Grace H.' }))
  expect(await screen.findByText('Grace H., guest')).toBeVisible()
  expect(input('Email')).toHaveValue('')
  expect(input('Full name')).toHaveValue('Grace H.')
})
