import { getUser, login as signIn, type CubeError, type CubeUser } from '@cubekit/core'
import { SignedIn, SignedOut, useCurrentUser } from '@cubekit/react'
import type { Stage } from '@cubekit/testing'
import { act, screen, waitFor, within } from '@testing-library/react'
import { createRef, type ReactNode, type SyntheticEvent } from 'react'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { loginPage } from '../../test/loginPage.ts'
import { count, renderWithCube } from '../../test/renderWithCube.tsx'
import { LoginForm } from './index.ts'

function Who(): ReactNode {
  return <p>Hello, {useCurrentUser()?.full_name}</p>
}

function App({ onSuccess }: { onSuccess?: (user: CubeUser) => void }): ReactNode {
  return (
    <>
      <SignedOut>
        <LoginForm onSuccess={onSuccess} />
      </SignedOut>
      <SignedIn>
        <Who />
      </SignedIn>
    </>
  )
}

/** Somebody was signed in, and the server has forgotten the session. */
async function lapse({ client, emulator, person }: Stage): Promise<void> {
  await signIn(client, person)
  emulator.expireSessions()
  await expect(getUser(client, person.id)).rejects.toMatchObject({ code: 'session-expired' })
  expect(client.getSession().status).toBe('reauth-required')
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a person signs in with login and password, and the app hears of it though the form is gone', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const { user, person } = await renderWithCube(<App onSuccess={onSuccess} />)
  await user.type(await screen.findByLabelText('Login or email'), person.login)
  await user.type(loginPage.password(), person.password)
  await user.click(loginPage.submit('Sign in'))
  expect(await screen.findByText(`Hello, ${person.full_name}`)).toBeVisible()
  await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
  expect(onSuccess).toHaveBeenCalledWith(expect.objectContaining({ id: person.id }))
})

test.each(['login', 'email'] as const)('what holds an @ is sent as the email: %s', async (kind) => {
  const { user, person, emulator, client } = await renderWithCube(<LoginForm />)
  await loginPage.signIn(user, { login: `  ${person[kind]} `, password: person.password })
  await waitFor(() => expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } }))
  const body = emulator.log.find(({ path }) => path === '/login')?.requestBody
  expect(body).toEqual({ [kind]: person[kind], password: '[redacted]' })
})

test('Enter submits, from either input', async () => {
  const { user, person, client } = await renderWithCube(<LoginForm />)
  await user.type(loginPage.identifier(), `${person.login}{Enter}`)
  expect(loginPage.password()).toHaveAccessibleDescription('Enter your password.')
  await user.type(loginPage.password(), `${person.password}{Enter}`)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('browsers and password managers can tell the inputs, and no address ever takes a password', async () => {
  await renderWithCube(<LoginForm />)
  const form = screen.getByRole('form', { name: 'Sign in' })
  expect(form).toHaveAttribute('method', 'post')
  expect(form).not.toHaveAttribute('action')
  expect(loginPage.identifier()).toHaveAttribute('autocomplete', 'username')
  expect(loginPage.password()).toHaveAttribute('autocomplete', 'current-password')
  expect(loginPage.password()).toHaveAttribute('type', 'password')
  expect(loginPage.submit()).toHaveAttribute('type', 'submit')
})

test('what was filled in without any event is used', async () => {
  const { person, user, client } = await renderWithCube(<LoginForm />)
  loginPage.identifier().value = person.login
  loginPage.password().value = person.password
  await user.click(loginPage.submit())
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('the password is gone from the page once it has done its work', async () => {
  const { user, person, client, container, queryClient } = await renderWithCube(<LoginForm />)
  await loginPage.signIn(user, person)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
  await waitFor(() => expect(loginPage.password()).toHaveValue(''))
  expect(container.innerHTML).not.toContain(person.password)
  expect(JSON.stringify(queryClient.getMutationCache().getAll())).not.toContain(person.password)
})

test('typing gets the server ready, so that submitting costs one request', async () => {
  const { user, person, emulator, client } = await renderWithCube(<LoginForm />)
  expect(emulator.log).toHaveLength(0)
  await user.type(loginPage.identifier(), person.login)
  await user.type(loginPage.password(), person.password)
  await waitFor(() =>
    expect(emulator.log.map(({ path, status }) => [path, status])).toEqual([['/session', 201]]),
  )
  await user.click(loginPage.submit())
  await waitFor(() => expect(client.getSession().status).toBe('user'))
  expect(emulator.log.map(({ path }) => path)).toEqual(['/session', '/login'])
})

test('typing without a network asks for nothing twice', async () => {
  const { user, requests } = await renderWithCube(<LoginForm />, {
    before: ({ emulator }) => emulator.faults.add({ kind: 'offline' }),
  })
  await user.type(loginPage.identifier(), 'ada')
  await waitFor(() => expect(requests()).toHaveLength(1))
  await user.type(loginPage.identifier(), ' lovelace')
  expect(requests()).toEqual(['POST /session'])
})

test('the browser itself never sends the form', async () => {
  const { user, person, client } = await renderWithCube(<LoginForm />)
  const prevented: boolean[] = []
  const note = (event: Event): void => void prevented.push(event.defaultPrevented)
  document.addEventListener('submit', note)
  onTestFinished(() => document.removeEventListener('submit', note))
  await user.click(loginPage.submit())
  await loginPage.signIn(user, person)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
  expect(prevented).toEqual([true, true])
})

test('impatient clicks and Enter keys send one request, and the button says what goes on', async () => {
  const { user, person, requests } = await renderWithCube(<LoginForm />, {
    before: ({ emulator }) => emulator.faults.add({ kind: 'hang', path: '/login' }),
  })
  const form = screen.getByRole('form')
  await user.type(loginPage.identifier(), person.login)
  await user.type(loginPage.password(), `${person.password}{Enter}{Enter}`)
  await user.dblClick(loginPage.submit())
  await waitFor(() => expect(count(requests, 'POST /login')).toBe(1))
  await user.click(loginPage.submit())
  expect(count(requests, 'POST /login')).toBe(1)
  expect(form).toHaveAttribute('data-status', 'pending')
  expect(screen.getByRole('status')).toHaveTextContent('Signing in…')
  // It keeps the focus, which a disabled button would lose.
  expect(loginPage.submit()).toHaveFocus()
  expect(loginPage.submit()).toBeEnabled()
  expect(loginPage.submit()).toHaveAttribute('aria-disabled', 'true')
  expect(loginPage.identifier()).toHaveValue(person.login)
})

test('empty fields are named, linked and announced, the first one gets the focus, typing clears its error', async () => {
  const { user, requests } = await renderWithCube(<LoginForm />)
  await user.click(loginPage.submit())
  expect(loginPage.identifier()).toBeInvalid()
  expect(loginPage.identifier()).toHaveAccessibleDescription('Enter your login or email.')
  expect(loginPage.password()).toHaveAccessibleDescription('Enter your password.')
  expect(loginPage.identifier()).toHaveFocus()
  expect(screen.getByText('Enter your login or email.').closest('[aria-live]')).toHaveAttribute(
    'aria-live',
    'polite',
  )
  expect(screen.getByRole('form')).toHaveAttribute('data-status', 'error')

  await user.keyboard('ada')
  expect(loginPage.identifier()).toBeValid()
  expect(loginPage.identifier()).not.toHaveAccessibleDescription()
  expect(loginPage.password()).toBeInvalid()
  expect(loginPage.identifier()).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(loginPage.password()).toHaveFocus()
  expect(count(requests, 'POST /login')).toBe(0)
})

test('spaces alone are no login, yet may be a password', async () => {
  const { user, requests } = await renderWithCube(<LoginForm />)
  await loginPage.signIn(user, { login: '   ', password: '   ' })
  expect(loginPage.identifier()).toBeInvalid()
  expect(loginPage.password()).toBeValid()
  expect(count(requests, 'POST /login')).toBe(0)
})

test('the password can be looked at, and is hidden while it is being sent', async () => {
  const { user, person, emulator } = await renderWithCube(<LoginForm />)
  const toggle = screen.getByRole('button', { name: 'Show password' })
  expect(toggle).toHaveAttribute('aria-pressed', 'false')
  await user.type(loginPage.password(), person.password)
  await user.click(toggle)
  expect(toggle).toHaveAttribute('aria-pressed', 'true')
  expect(loginPage.password()).toHaveAttribute('type', 'text')
  expect(loginPage.password()).toHaveValue(person.password)
  await user.click(toggle)
  expect(loginPage.password()).toHaveAttribute('type', 'password')

  await user.click(toggle)
  emulator.faults.add({ kind: 'hang', path: '/login' })
  await user.type(loginPage.identifier(), `${person.login}{Enter}`)
  expect(screen.getByRole('form')).toHaveAttribute('data-status', 'pending')
  expect(loginPage.password()).toHaveAttribute('type', 'password')
})

test('after a wrong password the form stands ready for the next try', async () => {
  const onError = vi.fn<(error: CubeError) => void>()
  const { user, person, client } = await renderWithCube(<LoginForm onError={onError} />)
  await loginPage.signIn(user, { login: person.login, password: 'not it' })
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent("That login and password don't match. Check both and try again.")
  expect(alert).toHaveAttribute('data-code', 'invalid-credentials')
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'invalid-credentials' }))
  expect(loginPage.identifier()).toHaveValue(person.login)
  expect(loginPage.password()).toHaveFocus()
  // Selected, so that typing replaces it.
  await user.keyboard(`${person.password}{Enter}`)
  await waitFor(() => expect(client.getSession().status).toBe('user'))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('the same error twice is a new alert, and the focus stays with a person who went elsewhere', async () => {
  const { user, person, hold, requests } = await renderWithCube(
    <>
      <LoginForm />
      <input aria-label="Elsewhere" />
    </>,
  )
  await loginPage.signIn(user, { login: person.login, password: 'not it' })
  const first = await screen.findByRole('alert')
  const answer = hold('/login')
  await user.click(loginPage.submit())
  await user.click(screen.getByLabelText('Elsewhere'))
  expect(screen.getByRole('form')).toHaveAttribute('data-status', 'pending')
  expect(screen.getByRole('alert')).toBe(first)

  answer.release()
  await waitFor(() => expect(first).not.toBeInTheDocument())
  expect(screen.getByRole('alert').textContent).toBe(first.textContent)
  expect(screen.getByLabelText('Elsewhere')).toHaveFocus()
  expect(count(requests, 'POST /login')).toBe(2)
})

test('a pause that the server asks for is counted down quietly, then the form can be sent again', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  const { user, person, client, requests } = await renderWithCube(<LoginForm />, {
    before: ({ emulator }) =>
      emulator.faults.add({ kind: 'status', status: 429, retryAfter: 30, path: '/login', times: 1 }),
  })
  await loginPage.signIn(user, person)
  const alert = await screen.findByRole('alert')
  // Inside a timer, which screen readers do not read out at every change.
  const timer = within(alert).getByRole('timer')
  expect(timer).toHaveTextContent('Too many attempts. Try again in 30 seconds.')
  await act(() => vi.advanceTimersByTimeAsync(12_000))
  expect(timer).toHaveTextContent('Too many attempts. Try again in 18 seconds.')

  expect(loginPage.submit('Try again')).toHaveAttribute('aria-disabled', 'true')
  await user.click(loginPage.submit())
  await user.type(loginPage.password(), '{Enter}')
  expect(count(requests, 'POST /login')).toBe(1)

  await act(() => vi.advanceTimersByTimeAsync(18_000))
  expect(alert).toHaveTextContent('You can try again now.')
  expect(alert).toBeInTheDocument()
  expect(loginPage.submit('Try again')).not.toHaveAttribute('aria-disabled')
  expect(loginPage.identifier()).toHaveValue(person.login)
  await user.click(loginPage.submit())
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('with no network at all, it says so and does not wait for the browser to feel online', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const { user, person, emulator, client } = await renderWithCube(<LoginForm />, {
    before: ({ emulator }) => emulator.faults.add({ kind: 'offline' }),
  })
  await loginPage.signIn(user, person)
  expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server.")
  emulator.faults.clear()
  await user.click(loginPage.submit('Try again'))
  await waitFor(() => expect(client.getSession().status).toBe('user'))
})

test('asks the same person for the password alone when the session has ended', async () => {
  const { user, person, client } = await renderWithCube(<LoginForm />, { before: lapse })
  expect(await screen.findByRole('heading', { name: 'Welcome back' })).toBeVisible()
  expect(screen.getByText('Your session has ended. Enter your password to continue.')).toBeVisible()
  expect(loginPage.identifier()).toHaveValue(person.login)
  expect(loginPage.identifier()).toHaveAttribute('readonly')
  await user.type(loginPage.password(), `${person.password}{Enter}`)
  await waitFor(() => expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } }))
})

test('lets somebody else sign in instead', async () => {
  const { user, client } = await renderWithCube(<LoginForm />, { before: lapse })
  await user.click(await screen.findByRole('button', { name: 'Not you?' }))
  await waitFor(() => expect(client.getSession().status).toBe('signed-out'))
  expect(screen.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Not you?' })).not.toBeInTheDocument()
  expect(loginPage.identifier()).toHaveValue('')
  expect(loginPage.identifier()).toHaveFocus()
  await user.keyboard('somebody else')
  expect(loginPage.identifier()).toHaveValue('somebody else')
})

test('its places are filled by the host, or left out', async () => {
  const { container } = await renderWithCube(
    <LoginForm
      title="Sign in to Acme"
      description="With your work account."
      forgotPassword={<a href="/reset">Forgot password?</a>}
      footer={<a href="/sign-up">Create an account</a>}
    />,
  )
  expect(screen.getByRole('form', { name: 'Sign in to Acme' })).toBeVisible()
  expect(screen.getByText('With your work account.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Create an account' })).toBeVisible()
  const order = [...container.querySelectorAll('input, a, button')].map(
    (element) => element.getAttribute('name') ?? element.getAttribute('aria-label') ?? element.textContent,
  )
  expect(order).toEqual([
    'identifier',
    'password',
    'Show password',
    'Forgot password?',
    'Sign in',
    'Create an account',
  ])
})

test('takes a ref, a class, a style and handlers; a prevented submit is left to the host', async () => {
  const ref = createRef<HTMLFormElement>()
  const onSubmit = vi.fn<(event: SyntheticEvent) => void>((event) => event.preventDefault())
  const { user, person, requests } = await renderWithCube(
    <LoginForm
      ref={ref}
      id="sign-in"
      className="mine"
      style={{ marginTop: 8 }}
      title={null}
      onSubmit={onSubmit}
    />,
  )
  expect(ref.current).toHaveClass('cube-form', 'mine')
  expect(ref.current).toHaveAttribute('id', 'sign-in')
  expect(ref.current).toHaveStyle({ marginTop: '8px' })
  expect(screen.queryByRole('heading')).not.toBeInTheDocument()
  await loginPage.signIn(user, person)
  expect(onSubmit).toHaveBeenCalledTimes(1)
  expect(count(requests, 'POST /login')).toBe(0)
})
