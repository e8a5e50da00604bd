import { CubeError, getUser, login, type CubeUser } from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import { CubeProvider } from '@cubekit/react'
import { createStage } from '@cubekit/testing'
import { render, screen, waitFor, within } from '@testing-library/react'
import { useState, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { renderWithCube } from '../../test/renderWithCube.tsx'
import { textMessages } from '../../test/textMessages.ts'
import { LoginForm } from '../login-form/index.ts'
import { AuthPanel, AuthPanelParts, type AuthPanelProps, type AuthView } from './index.ts'

const emulator = {
  providers: {
    facebook: acceptTokens({ olof: { uid: '42', full_name: 'Olof Shodger' } }),
    firebase_phone: acceptTokens({ 'token-of-+441632960961': { uid: 'f1', phone: '+441632960961' } }),
  },
}
const facebook: AuthPanelProps['providers'] = [
  {
    id: 'facebook',
    name: 'Facebook',
    signIn: async () => ({ provider: 'facebook', keys: { token: 'olof' } }),
  },
]
const everything: AuthPanelProps = { ways: ['login', 'signUp', 'guest', 'reset'], providers: facebook }

const field = (name: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(name)
const button = (name: string): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name })
const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { name })

test('what the page begins with takes no focus, even when it comes late', async () => {
  await renderWithCube(<AuthPanel phone={textMessages()} defaultView="phone" />)
  expect(await screen.findByLabelText('Phone number')).toBeVisible()
  expect(document.body).toHaveFocus()
})

test('by default people sign in, sign up and reset their password, each in its own form', async () => {
  const { user } = await renderWithCube(<AuthPanel />)
  expect(screen.getByRole('form', { name: 'Sign in' })).toBeVisible()
  expect(screen.queryByText('or')).not.toBeInTheDocument()
  await user.click(button('Create an account'))
  expect(screen.getByRole('form', { name: 'Create your account' })).toBeVisible()
  expect(screen.getAllByRole('form')).toHaveLength(1)
  await user.click(button('Sign in'))
  await user.click(button('Forgot password?'))
  expect(screen.getByRole('form', { name: 'Reset your password' })).toBeVisible()
  await user.click(button('Back to sign in'))
  expect(screen.getByRole('form', { name: 'Sign in' })).toBeVisible()
})

test('the login or email goes along, the password never does', async () => {
  const { user, container } = await renderWithCube(<AuthPanel {...everything} />)
  await user.type(field('Login or email'), 'ada@example.com')
  await user.type(field('Password'), 'a secret of mine')
  await user.click(button('Forgot password?'))
  expect(field('Email')).toHaveValue('ada@example.com')
  await user.click(button('Back to sign in'))
  expect(field('Login or email')).toHaveValue('ada@example.com')
  expect(field('Password')).toHaveValue('')
  await user.click(button('Create an account'))
  expect(field('Email')).toHaveValue('ada@example.com')
  expect(field('Password')).toHaveValue('')
  await user.clear(field('Email'))
  await user.click(button('Sign in'))
  expect(field('Login or email')).toHaveValue('')
  expect(container.innerHTML).not.toContain('a secret of mine')
})

test('what was filled in without any event goes along too, and a login does not get into an email', async () => {
  const { user } = await renderWithCube(<AuthPanel />)
  field('Login or email').value = 'ada'
  await user.click(button('Forgot password?'))
  expect(field('Email')).toHaveValue('')
  await user.click(button('Back to sign in'))
  expect(field('Login or email')).toHaveValue('ada')
})

test('the focus goes to the first empty input, and what is shown is announced', async () => {
  const { user } = await renderWithCube(<AuthPanel {...everything} />)
  // It was not taken from the page at first.
  expect(document.body).toHaveFocus()
  await user.type(field('Login or email'), 'ada@example.com')
  await user.click(button('Create an account'))
  expect(field('Password')).toHaveFocus()
  expect(announced()).toContain('Create your account')
  await user.click(button('Continue as a guest'))
  expect(field('Full name')).toHaveFocus()
  expect(announced()).toContain('Continue as a guest')
  await user.click(button('Back to sign in'))
  expect(field('Password')).toHaveFocus()
})

function announced(): (string | null)[] {
  return screen.getAllByRole('status').map((region) => region.textContent)
}

test('somebody who has an account already is taken to it with what they typed', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const { user, person } = await renderWithCube(<AuthPanel defaultView="signUp" onSuccess={onSuccess} />)
  await user.type(field('Email'), person.email)
  await user.type(field('Password'), 'a new password 123{Enter}')
  await user.click(await screen.findByRole('button', { name: 'Sign in instead' }))
  expect(field('Login or email')).toHaveValue(person.email)
  expect(field('Password')).toHaveFocus()
  await user.keyboard(`${person.password}{Enter}`)
  await waitFor(() => expect(onSuccess).toHaveBeenCalledWith(expect.objectContaining({ id: person.id })))
})

test.each([
  [
    'sign in',
    'login',
    async ({ user, person }: Page) => {
      await user.type(field('Login or email'), person.login)
      await user.type(field('Password'), `${person.password}{Enter}`)
    },
  ],
  [
    'sign up',
    'signUp',
    async ({ user }: Page) => {
      await user.type(field('Email'), 'new@example.com')
      await user.type(field('Password'), 'a new password 123{Enter}')
    },
  ],
  ['come as a guest', 'guest', async ({ user }: Page) => user.type(field('Full name'), 'Olof{Enter}')],
  ['use a provider', 'login', async ({ user }: Page) => user.click(button('Continue with Facebook'))],
] as const)('people %s', async (_, view, act) => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const page = await renderWithCube(<AuthPanel {...everything} defaultView={view} onSuccess={onSuccess} />, {
    emulator,
  })
  await act(page)
  await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
  expect(['user', 'guest']).toContain(page.client.getSession().status)
})

type Page = Awaited<ReturnType<typeof renderWithCube>>

test('by phone: the form is fetched when it is wanted, gets the focus, and there is a way back', async () => {
  const onSuccess = vi.fn<(user: CubeUser) => void>()
  const messages = textMessages()
  const { user } = await renderWithCube(
    <AuthPanel phone={messages} phoneLogin={{ defaultCountry: 'GB' }} onSuccess={onSuccess} />,
    { emulator },
  )
  await user.click(button('Continue with your phone'))
  await waitFor(() => expect(field('Phone number')).toHaveFocus())
  expect(announced()).toContain('Sign in with your phone')
  await user.click(button('Back to sign in'))
  await heading('Sign in')
  await user.click(button('Continue with your phone'))
  await user.type(field('Phone number'), '01632 960961{Enter}')
  await waitFor(() => expect(field('Code')).toHaveFocus())
  await user.keyboard(`${messages.code}{Enter}`)
  await waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(1))
})

test('what is not chosen is not offered, and no way leads nowhere', async () => {
  const { user } = await renderWithCube(<AuthPanel ways={['guest', 'signUp']} />)
  await heading('Continue as a guest')
  expect(screen.queryByRole('button', { name: 'Back to sign in' })).not.toBeInTheDocument()
  await user.click(button('Create an account'))
  await heading('Create your account')
  expect(screen.queryByRole('button', { name: 'Sign in' })).not.toBeInTheDocument()
  await user.click(button('Continue as a guest'))
  await heading('Continue as a guest')
})

test("the host may decide on what is shown, by its router say, and on each form's words", async () => {
  const onViewChange = vi.fn<(view: AuthView) => void>()
  function App(): ReactNode {
    const [view, setView] = useState<AuthView>('signUp')
    return (
      <AuthPanel
        view={view}
        onViewChange={(next) => {
          onViewChange(next)
          setView(next)
        }}
        login={{ title: 'Sign in to Acme', footer: <a href="#help">Help</a> }}
        signUp={{ identify: 'login', fields: { full_name: 'required' } }}
        messages={{ 'panel.haveAccount': 'Been here before?' }}
      />
    )
  }
  const { user } = await renderWithCube(<App />)
  expect(field('Full name')).toBeVisible()
  expect(screen.getByText('Been here before?')).toBeVisible()
  await user.type(field('Login'), 'adalove')
  await user.click(button('Sign in'))
  expect(onViewChange).toHaveBeenCalledExactlyOnceWith('login')
  expect(await heading('Sign in to Acme')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Help' })).toBeVisible()
  expect(field('Login or email')).toHaveValue('adalove')
})

test('when the host stays with what is shown, nothing moves', async () => {
  const { user } = await renderWithCube(<AuthPanel view="login" />)
  await user.click(button('Create an account'))
  expect(screen.getByRole('form', { name: 'Sign in' })).toBeVisible()
  expect(button('Create an account')).toHaveFocus()
})

test('an error of a provider stands with the providers, once, and tells the app', async () => {
  const onError = vi.fn<(error: CubeError) => void>()
  const { user } = await renderWithCube(
    <AuthPanel
      providers={[{ id: 'x', name: 'Xylo', signIn: () => Promise.reject(new CubeError('unreachable')) }]}
      onError={onError}
    />,
  )
  await user.click(button('Continue with Xylo'))
  expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server")
  expect(onError).toHaveBeenCalledTimes(1)
})

test('while a session has lapsed, only the same person is asked', async () => {
  await renderWithCube(<AuthPanel {...everything} defaultView="signUp" />, {
    before: async ({ client, emulator: server, person }) => {
      await login(client, person)
      server.expireSessions()
      await getUser(client, person.id).catch(() => {})
    },
  })
  await heading('Welcome back')
  expect(screen.queryByRole('button', { name: 'Create an account' })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Continue as a guest' })).not.toBeInTheDocument()
  expect(button('Forgot password?')).toBeVisible()
})

test('in server HTML one form is there, and nothing can be pressed', () => {
  const root = document.createElement('div')
  root.innerHTML = renderToString(
    <CubeProvider client={createStage().client}>
      <AuthPanel {...everything} />
    </CubeProvider>,
  )
  expect(root.querySelectorAll('form')).toHaveLength(1)
  const way = within(root).getByText('Create an account')
  expect(way).toBeDisabled()
})

test('it is hydrated without a word, and what was typed before stays', async () => {
  const page = (
    <CubeProvider client={createStage().client}>
      <AuthPanel {...everything} phone={textMessages()} />
    </CubeProvider>
  )
  const root = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => root.remove())
  root.innerHTML = renderToString(page)
  field('Login or email').value = 'typed early'
  render(page, { container: root, hydrate: true })
  await waitFor(() => expect(button('Create an account')).toBeEnabled())
  expect(field('Login or email')).toHaveValue('typed early')
})

test('of parts: forms of one’s own, and other words for the ways between them', async () => {
  const { user } = await renderWithCube(
    <AuthPanelParts.Root ways={['login', 'reset']} className="mine">
      <AuthPanelParts.View name="login">
        <LoginForm
          forgotPassword={<AuthPanelParts.ViewButton to="reset">No idea</AuthPanelParts.ViewButton>}
          footer={<AuthPanelParts.ViewButton to="signUp">Not offered</AuthPanelParts.ViewButton>}
        />
      </AuthPanelParts.View>
      <AuthPanelParts.View name="reset">
        <p>Ask the porter.</p>
        <AuthPanelParts.ViewButton to="login" />
      </AuthPanelParts.View>
    </AuthPanelParts.Root>,
  )
  expect(screen.queryByRole('button', { name: 'Not offered' })).not.toBeInTheDocument()
  await user.click(button('No idea'))
  expect(screen.getByText('Ask the porter.').parentElement).toHaveClass('cube-panel', 'mine')
  expect(button('Sign in')).toHaveFocus()
})
