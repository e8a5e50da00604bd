import type { CubeUser } from '@cubekit/core'
import { SignedIn, SignedOut, useCurrentUser } from '@cubekit/react'
import { screen, waitFor } from '@testing-library/react'
import { createRef, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { count, renderWithCube } from '../../test/renderWithCube.tsx'
import { GuestForm, GuestFormParts } from './index.ts'

const name = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('textbox', { name: 'Full name' })
const button = (): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button')

function Who(): ReactNode {
  const user = useCurrentUser()
  return <p>Hello, {user?.full_name}</p>
}

test('a person comes in with a name', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const { user } = await renderWithCube(
    <>
      <SignedOut>
        <GuestForm onSuccess={onSuccess} />
      </SignedOut>
      <SignedIn>
        <Who />
      </SignedIn>
    </>,
  )
  expect(await screen.findByRole('form', { name: 'Continue as a guest' })).toHaveAttribute('method', 'post')
  expect(name()).toHaveAttribute('autocomplete', 'name')
  await user.type(name(), '  سارة الأحمد 🦊 {Enter}')
  expect(await screen.findByText('Hello, سارة الأحمد 🦊')).toBeVisible()
  await waitFor(() => expect(onSuccess).toHaveBeenCalledWith(expect.objectContaining({ is_guest: true })))
  expect(onSuccess).toHaveBeenCalledTimes(1)
})

test('an empty name is asked for, and nothing is sent', async () => {
  const { user, emulator } = await renderWithCube(<GuestForm />)
  await user.type(name(), '   {Enter}')
  expect(name()).toBeInvalid()
  expect(name()).toHaveAccessibleDescription('Enter your name.')
  expect(name()).toHaveFocus()
  expect(emulator.log).toHaveLength(0)
})

test('impatience sends one request', async () => {
  const { user, requests } = await renderWithCube(<GuestForm />, {
    before: ({ emulator }) => emulator.faults.add({ kind: 'hang' }),
  })
  await user.type(name(), 'Ada{Enter}{Enter}')
  await user.dblClick(button())
  await waitFor(() => expect(count(requests, 'POST /session')).toBe(1))
  expect(screen.getByRole('status')).toHaveTextContent('Signing in…')
  expect(count(requests, 'POST /session')).toBe(1)
})

test.each([
  ['offline', { kind: 'offline' }, /^We couldn't reach the server/],
  ['HTML', { kind: 'html200' }, /^We couldn't read the server's answer/],
  ['429', { kind: 'status', status: 429, retryAfter: 90 }, /^Too many attempts. Try again in 90 seconds.$/],
  ['500', { kind: 'status', status: 500, body: 'RAW' }, /^The server has a problem/],
  ['a forbidden guest', { kind: 'status', status: 403, body: { errors: ['RAW'] } }, /^You don't have access/],
] as const)('%s: the name stays', async (_, fault, words) => {
  const { user, container } = await renderWithCube(<GuestForm />, {
    before: ({ emulator }) => emulator.faults.add(fault),
  })
  await user.type(name(), 'Ada{Enter}')
  expect((await screen.findByRole('alert')).textContent).toMatch(words)
  expect(button()).toHaveTextContent('Try again')
  expect(name()).toHaveValue('Ada')
  expect(container).not.toHaveTextContent('RAW')
})

test('a complaint about the name stands at the name', async () => {
  const { user } = await renderWithCube(<GuestForm />, {
    before: ({ emulator }) =>
      emulator.faults.add({
        kind: 'status',
        status: 422,
        body: { errors: { full_name: ['RAW'] } },
        times: 1,
      }),
  })
  await user.type(name(), 'Ada{Enter}')
  await waitFor(() => expect(name()).toHaveAccessibleDescription("This wasn't accepted. Check it for typos."))
  expect(name()).toHaveFocus()
  expect(name()).toHaveValue('Ada')
})

test('the parts make a form of any shape', async () => {
  const ref = createRef<HTMLInputElement>()
  const { user, client } = await renderWithCube(
    <GuestFormParts.Root aria-label="Join">
      <GuestFormParts.Title>Join the call</GuestFormParts.Title>
      <GuestFormParts.Description />
      <GuestFormParts.NameField>
        <GuestFormParts.Label>What shall we call you?</GuestFormParts.Label>
        <GuestFormParts.NameInput ref={ref} defaultValue="Ada" />
        <GuestFormParts.FieldError />
      </GuestFormParts.NameField>
      <GuestFormParts.ErrorMessage />
      <GuestFormParts.SubmitButton>Join</GuestFormParts.SubmitButton>
      <GuestFormParts.Footer>Guests leave no trace.</GuestFormParts.Footer>
    </GuestFormParts.Root>,
  )
  expect(screen.getByRole('textbox', { name: 'What shall we call you?' })).toBe(ref.current)
  expect(screen.getByText('No account needed. This is the name others will see.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Join' }))
  await waitFor(() =>
    expect(client.getSession()).toMatchObject({ status: 'guest', user: { full_name: 'Ada' } }),
  )
})

test('its places are filled by the host, or left out', async () => {
  await renderWithCube(<GuestForm title={null} description={null} footer="Or sign in" aria-label="Guests" />)
  expect(screen.getByRole('form', { name: 'Guests' }).textContent).toBe('Full nameContinueOr sign in')
})
