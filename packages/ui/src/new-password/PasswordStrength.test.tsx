import { login } from '@cubekit/core'
import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { CubeLocaleProvider } from '../messages/CubeLocaleProvider.tsx'
import { ar } from '../messages/ar.ts'
import { PasswordChangeForm } from '../password-change-form/index.ts'
import { SignUpForm } from '../sign-up-form/index.ts'

const password = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(/^(New p|P)assword$/)
const slowly = { timeout: 10_000 }
const personal = 'Weak password. Leave out your name and email.'

afterEach(() => {
  vi.doUnmock('./meter.ts')
  vi.resetModules()
})

test.each([
  ['123456', 'Very weak password. Many people use it.'],
  ['Password1!', 'Weak password. Many people use it.'],
  ['xkqvwp', 'Weak password. Add another word or two.'],
  ['seven nested loops', 'Strong password.'],
])('%s: %s', async (text, words) => {
  const { user } = await renderWithCube(<SignUpForm />)
  expect(password()).toHaveAccessibleDescription('6 to 40 characters')
  await user.type(password(), text)
  await waitFor(() => expect(password()).toHaveAccessibleDescription(words), slowly)
  expect(screen.getByText(words).closest('[aria-live]')).toHaveAttribute('aria-live', 'polite')
  await user.clear(password())
  expect(password()).toHaveAccessibleDescription('6 to 40 characters')
})

test('what others know of somebody makes a weak password: what else was typed, and who is signed in', async () => {
  const { user, unmount } = await renderWithCube(<SignUpForm fields={{ full_name: 'required' }} />)
  await user.type(screen.getByLabelText('Full name'), 'Zaphod Beeblebrox')
  await user.type(password(), 'Beeblebrox42')
  expect(await screen.findByText(personal, undefined, slowly)).toBeVisible()
  unmount()

  const page = await renderWithCube(<PasswordChangeForm />, {
    emulator: {
      users: [
        { login: 'zb', password: 'heart of gold', full_name: 'Zaphod Beeblebrox' },
        { login: 'other', password: 'heart of gold' },
      ],
    },
    before: ({ client }) => login(client, { login: 'zb', password: 'heart of gold' }),
  })
  await page.user.type(password(), 'Beeblebrox42')
  expect(await screen.findByText(personal, undefined, slowly)).toBeVisible()
})

test('a weak password may be sent all the same', async () => {
  const { user, client } = await renderWithCube(<SignUpForm />)
  await user.type(screen.getByLabelText('Email'), 'sara@example.com')
  await user.type(password(), '123456')
  await screen.findByText(/^Very weak/, undefined, slowly)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('it is said in the language of the page, with its digits', async () => {
  await renderWithCube(
    <CubeLocaleProvider locale="ar-EG" dir="rtl" messages={ar}>
      <SignUpForm />
    </CubeLocaleProvider>,
  )
  const words = ar['newPassword.length'].many?.replace('{min}', '٦').replace('{count}', '٤٠') ?? ''
  expect(screen.getByText(words)).toBeVisible()
})

test('it gives way to an error, and comes back once something is typed', async () => {
  const { user } = await renderWithCube(<SignUpForm />)
  await user.type(screen.getByLabelText('Email'), 'sara@example.com')
  await user.type(password(), '123{Enter}')
  expect(password()).toHaveAccessibleDescription(/^\s*Use at least 6 characters\.$/)
  expect(screen.queryByText('6 to 40 characters')).not.toBeInTheDocument()
  await user.type(password(), '4')
  expect(password()).toHaveAccessibleDescription('6 to 40 characters')
})

test('where what measures it cannot be loaded, there is no hint, and all else works', async () => {
  vi.doMock('./meter.ts', () => {
    throw new Error('Offline.')
  })
  const { user, client } = await renderWithCube(<SignUpForm />)
  await user.type(screen.getByLabelText('Email'), 'sara@example.com')
  await user.type(password(), 'seven nested loops')
  expect(password()).toHaveAccessibleDescription('6 to 40 characters')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(client.getSession().status).toBe('user'))
  expect(screen.queryByText(/password\.$/)).not.toBeInTheDocument()
})
