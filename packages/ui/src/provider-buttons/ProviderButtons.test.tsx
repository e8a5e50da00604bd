import { CubeError, getUser, login, type CubeUser, type LoginCredentials } from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import { act, screen, waitFor, within } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { createRef } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { count, renderWithCube } from '../../test/renderWithCube.tsx'
import { LoginForm } from '../login-form/index.ts'
import { ProviderButtons, ProviderButtonsParts, type SignInWay } from './index.ts'

const emulator = {
  providers: {
    facebook: acceptTokens({ 'token-of-olof': { uid: '42', full_name: 'Olof Shodger' } }),
  },
}
const credentials = (token = 'token-of-olof'): LoginCredentials => ({ provider: 'facebook', keys: { token } })
const facebook = (signIn: SignInWay['signIn']): SignInWay => ({ id: 'facebook', name: 'Facebook', signIn })

/** A provider whose window the test closes. */
function openWindow(): {
  signIn: SignInWay['signIn']
  opened: () => number
  close: (given: LoginCredentials | null) => void
  fail: (error: unknown) => void
} {
  let opened = 0
  let answer = Promise.withResolvers<LoginCredentials | null>()
  return {
    signIn: () => {
      opened += 1
      answer = Promise.withResolvers()
      return answer.promise
    },
    opened: () => opened,
    close: (given) => answer.resolve(given),
    fail: (error) => answer.reject(error),
  }
}

const button = (name = 'Continue with Facebook'): HTMLButtonElement =>
  screen.getByRole<HTMLButtonElement>('button', { name })

test('a person signs in with what the provider gave', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const { user, client } = await renderWithCube(
    <ProviderButtons ways={[facebook(async () => credentials())]} onSuccess={onSuccess} />,
    { emulator },
  )
  await user.click(button())
  await waitFor(() =>
    expect(client.getSession()).toMatchObject({ status: 'user', user: { facebook_id: '42' } }),
  )
  await waitFor(() =>
    expect(onSuccess).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ full_name: 'Olof Shodger' })),
  )
})

test('the window opens in the click itself, while the server is got ready', async () => {
  const { signIn, opened } = openWindow()
  const { requests } = await renderWithCube(<ProviderButtons ways={[facebook(signIn)]} />, { emulator })
  act(() => button().click())
  // Nothing was awaited in between: browsers block a window that opens later.
  expect(opened()).toBe(1)
  await waitFor(() => expect(requests()).toEqual(['POST /session']))
})

test('one window at a time: the button says whose, keeps the focus, and the others wait', async () => {
  const one = openWindow()
  const other = openWindow()
  const { user, client } = await renderWithCube(
    <ProviderButtons ways={[facebook(one.signIn), { id: 'acme', name: 'Acme', signIn: other.signIn }]} />,
    { emulator },
  )
  await user.dblClick(button())
  await user.click(button('Continue with Acme'))
  expect([one.opened(), other.opened()]).toEqual([1, 0])
  expect(screen.getByRole('status')).toHaveTextContent('Waiting for Facebook…')
  expect(button()).toHaveAttribute('data-status', 'pending')
  expect(button('Continue with Acme')).toHaveAttribute('aria-disabled', 'true')
  expect(button('Continue with Acme')).toBeEnabled()
  one.close(credentials())
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('closing the window is no error, and all buttons work again', async () => {
  const { signIn, opened, close } = openWindow()
  const onError = vi.fn<() => void>()
  const { user, requests } = await renderWithCube(
    <ProviderButtons ways={[facebook(signIn)]} onError={onError} />,
  )
  await user.click(button())
  close(null)
  await waitFor(() => expect(button()).not.toHaveAttribute('aria-disabled'))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(onError).not.toHaveBeenCalled()
  expect(count(requests, 'POST /login')).toBe(0)
  await user.click(button())
  expect(opened()).toBe(2)
  await act(async () => close(null))
})

test.each([
  [
    'what the provider gave is not taken',
    async () => credentials('unknown'),
    "We couldn't sign you in with \u2068Facebook\u2069",
    'invalid-credentials',
  ],
  [
    'the provider cannot be reached',
    () => Promise.reject(new CubeError('unreachable')),
    "We couldn't reach the server",
    'unreachable',
  ],
  [
    'the window is kept from opening',
    () => Promise.reject(new CubeError('rejected')),
    'If no window opened, allow pop-ups',
    'rejected',
  ],
])('%s: one line says so', async (_, signIn, words, code) => {
  const onError = vi.fn<(error: CubeError) => void>()
  const { user } = await renderWithCube(<ProviderButtons ways={[facebook(signIn)]} onError={onError} />, {
    emulator,
  })
  await user.click(button())
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent(words)
  expect(alert).toHaveAttribute('data-code', code)
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code }))
  expect(button()).not.toHaveAttribute('aria-disabled')
})

test("an error that is not Cubekit's is shown too, and reaches the host's own watch over errors", async () => {
  const unhandled = vi.fn<(reason: unknown) => void>()
  process.on('unhandledRejection', unhandled)
  onTestFinished(() => void process.off('unhandledRejection', unhandled))
  const broken = new TypeError('The provider’s script has a bug.')
  const signIn = (): Promise<null> => {
    throw broken
  }
  const { user } = await renderWithCube(<ProviderButtons ways={[facebook(signIn)]} />)
  await user.click(button())
  expect(await screen.findByRole('alert')).toHaveTextContent(
    "Signing in with \u2068Facebook\u2069 didn't work",
  )
  await waitFor(() => expect(unhandled.mock.calls[0]?.[0]).toBe(broken))
})

test('a pause that the server asks for is counted down, and no window opens in it', async () => {
  const signIn = vi.fn<SignInWay['signIn']>(async () => credentials())
  const { user } = await renderWithCube(<ProviderButtons ways={[facebook(signIn)]} />, {
    emulator,
    before: ({ emulator: server }) =>
      server.faults.add({ kind: 'status', status: 429, retryAfter: 90, path: '/login' }),
  })
  await user.click(button())
  expect(await screen.findByRole('alert')).toHaveTextContent('Too many attempts. Try again in 90 seconds.')
  await user.click(button())
  expect(signIn).toHaveBeenCalledTimes(1)
})

test('when a session has lapsed, somebody else is refused', async () => {
  const { user, client, person } = await renderWithCube(
    <ProviderButtons ways={[facebook(async () => credentials())]} />,
    {
      emulator,
      before: async ({ client, emulator: server, person }) => {
        await login(client, person)
        server.expireSessions()
        await getUser(client, person.id).catch(() => {})
      },
    },
  )
  await user.click(button())
  expect(await screen.findByRole('alert')).toHaveTextContent("That's somebody else's account")
  expect(client.getSession()).toMatchObject({ status: 'reauth-required', user: { id: person.id } })
})

test('it stands in the card of a form, and neither takes the errors nor the Enter key of the other', async () => {
  const signIn = vi.fn<SignInWay['signIn']>(async () => null)
  const { user } = await renderWithCube(
    <LoginForm footer={<ProviderButtons divider ways={[facebook(signIn)]} />} />,
  )
  expect(screen.getByText('or')).toBeVisible()
  await user.type(screen.getByLabelText('Login or email'), 'nobody')
  await user.type(screen.getByLabelText('Password'), 'not it{Enter}')
  expect(await screen.findAllByRole('alert')).toHaveLength(1)
  expect(signIn).not.toHaveBeenCalled()
  await user.click(button())
  expect(screen.getByRole('alert')).toHaveTextContent('That login and password')
})

test('in server HTML the buttons wait for the scripts', () => {
  const root = document.createElement('div')
  root.innerHTML = renderToString(
    <CubeProvider client={createStage().client}>
      <ProviderButtons ways={[facebook(async () => null)]} />
    </CubeProvider>,
  )
  expect(within(root).getByRole('button', { hidden: true })).toBeDisabled()
})

test('of parts: other words, the props of the element, and a click that is kept back', async () => {
  const signIn = vi.fn<SignInWay['signIn']>(async () => null)
  const ref = createRef<HTMLButtonElement>()
  const { user } = await renderWithCube(
    <ProviderButtonsParts.Root className="mine">
      <ProviderButtonsParts.Divider>or else</ProviderButtonsParts.Divider>
      <ProviderButtonsParts.Button
        ref={ref}
        way={facebook(signIn)}
        onClick={(event) => event.preventDefault()}
      >
        The blue one
      </ProviderButtonsParts.Button>
      <ProviderButtonsParts.ErrorMessage />
    </ProviderButtonsParts.Root>,
  )
  expect(screen.getByText('or else')).toBeVisible()
  await user.click(button('The blue one'))
  expect(signIn).not.toHaveBeenCalled()
  expect(ref.current).toBe(button('The blue one'))
  expect(ref.current?.parentElement).toHaveClass('cube-providers', 'mine')
})

test('a window that answers after somebody has come in by another way changes nobody', async () => {
  const window = openWindow()
  const onSuccess = vi.fn<() => void>()
  const { user, client, person, requests } = await renderWithCube(
    <ProviderButtons ways={[facebook(window.signIn)]} onSuccess={onSuccess} />,
  )
  await user.click(button())
  await act(() => login(client, person))
  const before = count(requests, 'POST /login')
  await act(async () => window.close(credentials()))
  await waitFor(() => expect(button()).toBeEnabled())
  expect(count(requests, 'POST /login')).toBe(before)
  expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
  expect(onSuccess).not.toHaveBeenCalled()
})
