import { adoptSession, getUser, login, type SessionGrant } from '@cubekit/core'
import { SignedIn, SignedOut } from '@cubekit/react'
import { act, screen, waitFor, within } from '@testing-library/react'
import { createRef, type Ref } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { type CubePage, type CubePageOptions, renderWithCube } from '../../test/renderWithCube.tsx'
import { ReauthDialog, type ReauthDialogProps, ReauthDialogParts } from './index.ts'

type Props = ReauthDialogProps & { ref?: Ref<HTMLDialogElement> }

/** Somebody signed in on a page with something typed into it. */
async function renderPage(props: Props = {}, options: CubePageOptions = {}): Promise<CubePage> {
  const page = await renderWithCube(
    <>
      <SignedIn>
        <textarea aria-label="Note" defaultValue="Half a sentence" />
      </SignedIn>
      <SignedOut>nobody</SignedOut>
      <ReauthDialog {...props} />
    </>,
    { before: ({ client, person }) => login(client, credentialsOf(person)), ...options },
  )
  expect(screen.queryByRole('alertdialog')).toBeNull()
  return page
}

async function lapse({ client, emulator, person }: CubePage): Promise<HTMLElement> {
  emulator.expireSessions()
  await act(() => getUser(client, person.id).catch(() => {}))
  expect(client.getSession().status).toBe('reauth-required')
  return screen.getByRole('alertdialog')
}

const credentialsOf = ({ login, password }: { login: string; password: string }) => ({ login, password })
const password = () => screen.getByLabelText<HTMLInputElement>('Password')

describe('ReauthDialog', () => {
  test('says whose session has ended and why, and asks for the password alone (row 5)', async () => {
    const page = await renderPage({ forgotPassword: <a href="/reset">Forgot?</a> })
    const dialog = await lapse(page)
    expect(dialog).toHaveAccessibleName('Your session has expired')
    expect(dialog).toHaveAccessibleDescription(
      `Sessions end after a while without use. Sign in again, ${page.person.full_name}, and go on where you left off.`,
    )
    const identifier = within(dialog).getByRole('textbox', { name: 'Login or email' })
    expect(identifier).toHaveValue(page.person.login)
    expect(identifier).toHaveAttribute('readonly')
    expect(identifier).toHaveAttribute('autocomplete', 'username')
    expect(password()).toHaveValue('')
    expect(password()).toHaveAttribute('autocomplete', 'current-password')
    expect(password()).toHaveFocus()
    expect(within(dialog).getByRole('link', { name: 'Forgot?' })).toBeVisible()
  })

  test('signs the same person in and leaves the page as it is (row 95)', async () => {
    const onSuccess = vi.fn<NonNullable<ReauthDialogProps['onSuccess']>>()
    const page = await renderPage({ onSuccess })
    const note = screen.getByLabelText('Note')
    const { epoch } = page.client.scope()
    const dialog = await lapse(page)
    await page.user.type(password(), `${page.person.password}{Enter}`)
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    expect(screen.getByLabelText('Note')).toBe(note)
    expect(note).toHaveValue('Half a sentence')
    expect(onSuccess).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: page.person.id }))
    expect(page.client.getSession()).toMatchObject({ status: 'user', user: { id: page.person.id } })
    expect(page.client.scope().epoch).toBe(epoch)
  })

  test('takes a login with an @ in it for a login', async () => {
    const users = [
      { login: 'ada@work', email: 'ada@example.com', password: 'correct horse' },
      { login: 'eve', email: 'eve@example.com' },
    ]
    const page = await renderPage({}, { emulator: { users } })
    await lapse(page)
    await page.user.type(password(), 'correct horse{Enter}')
    await waitFor(() => expect(page.client.getSession().status).toBe('user'))
  })

  test('refuses another person, and keeps waiting for the first (row 8)', async () => {
    const onError = vi.fn<NonNullable<ReauthDialogProps['onError']>>()
    let logins = 0
    const page = await renderPage(
      { onError },
      {
        // From the second time on the server takes whoever signs in for somebody else.
        client: ({ fetch, people }) => ({
          fetch: async (input, init) => {
            const request = new Request(input, init)
            if (!request.url.endsWith('/login') || logins++ === 0) return fetch(request)
            const { login = '', password = '' } = people[1] ?? {}
            return fetch(new Request(request, { method: 'POST', body: JSON.stringify({ login, password }) }))
          },
        }),
      },
    )
    const dialog = await lapse(page)
    await page.user.type(password(), `${page.person.password}{Enter}`)
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      "That's somebody else's account. Sign in as yourself, or log out first.",
    )
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'identity-mismatch' }))
    expect(page.client.getSession()).toMatchObject({
      status: 'reauth-required',
      user: { id: page.person.id },
    })
    const ofPeople = () => page.emulator.db.sessions.list().filter(({ userId }) => userId !== null)
    await waitFor(() => expect(ofPeople()).toEqual([]))
  })

  test('a wrong password is said as such, and selected for the next try', async () => {
    const page = await renderPage()
    const dialog = await lapse(page)
    await page.user.type(password(), 'not it{Enter}')
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      "That isn't the password of this account. Try again.",
    )
    await waitFor(() => expect(password()).toHaveFocus())
    await page.user.keyboard(`${page.person.password}{Enter}`)
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
  })

  test.each([
    ['offline', { kind: 'offline' } as const, 'unreachable'],
    ['an answer of 500', { kind: 'status', status: 500 } as const, 'server-error'],
    [
      'a pause that the server wants',
      { kind: 'status', status: 429, retryAfter: 45 } as const,
      'rate-limited',
    ],
  ])('%s: says so, keeps everything, and works once that is over', async (_, fault, code) => {
    const page = await renderPage()
    const dialog = await lapse(page)
    const recover = page.emulator.faults.add(fault)
    await page.user.type(password(), `${page.person.password}{Enter}`)
    const alert = await within(dialog).findByRole('alert')
    expect(alert).toHaveAttribute('data-code', code)
    expect(password()).toHaveValue(page.person.password)
    expect(screen.getByLabelText('Note')).toHaveValue('Half a sentence')
    recover()
    const again = within(dialog).getByRole('button', { name: 'Try again' })
    if (code === 'rate-limited') {
      expect(within(alert).getByRole('timer')).toHaveTextContent('in 45 seconds')
      expect(again).toHaveAttribute('aria-disabled', 'true')
      return
    }
    await page.user.click(again)
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
  })

  test('“Not you?” logs out', async () => {
    const page = await renderPage()
    const dialog = await lapse(page)
    await page.user.click(within(dialog).getByRole('button', { name: 'Not you?' }))
    expect(await screen.findByText('nobody')).toBeVisible()
    expect(dialog).not.toBeInTheDocument()
    expect(page.client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
  })

  test('closes by itself when the person is back through another way', async () => {
    const page = await renderPage()
    const dialog = await lapse(page)
    await act(() => login(page.client, credentialsOf(page.person)))
    expect(dialog).not.toBeInTheDocument()
    expect(screen.getByLabelText('Note')).toHaveValue('Half a sentence')
  })

  test('keeps the password nowhere', async () => {
    const page = await renderPage()
    const dialog = await lapse(page)
    const seen: string[] = []
    page.queryClient
      .getMutationCache()
      .subscribe(({ mutation }) => seen.push(JSON.stringify(mutation?.state ?? null)))
    const input = password()
    await page.user.type(input, `${page.person.password}{Enter}`)
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    await waitFor(() => expect(input).toHaveValue(''))
    expect(seen.length).toBeGreaterThan(0)
    expect([...seen, document.body.innerHTML].filter((text) => text.includes(page.person.password))).toEqual(
      [],
    )
  })

  test('is in no HTML of a server, and in no first frame', async () => {
    const stored = await renderPage()
    await lapse(stored)
    expect(renderToString(stored.wrap(<ReauthDialog />))).toBe('')
  })

  test('hands out the dialog, and gives its attributes to it', async () => {
    const ref = createRef<HTMLDialogElement>()
    const page = await renderPage({ ref, className: 'mine', id: 'again' })
    expect(ref.current).toBeNull()
    const dialog = await lapse(page)
    expect(ref.current).toBe(dialog)
    expect(dialog).toHaveClass('cube-dialog', 'mine')
    expect(dialog).toHaveAttribute('id', 'again')
  })
})

describe('ReauthDialog for somebody without login and email', () => {
  /** As an identity provider's users are: with a session, and without a password. */
  async function withoutIdentifier({ client, person, emulator }: Parameters<Before>[0]): Promise<void> {
    const { clientOptions, keys } = emulator
    const answer = await emulator.fetch(`${clientOptions.apiUrl}/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        application_id: clientOptions.appId,
        auth_key: keys.authKey,
        user: credentialsOf(person),
      }),
    })
    const { session } = (await answer.json()) as { session: SessionGrant['session'] & { user: object } }
    await adoptSession(client, {
      session: { ...session, user: { ...session.user, login: null, email: null } },
    })
  }
  type Before = NonNullable<CubePageOptions['before']>

  test('offers to log out, by no key that was meant for the page', async () => {
    const page = await renderPage({}, { before: withoutIdentifier })
    const dialog = await lapse(page)
    expect(dialog).toHaveAccessibleDescription(/the way you did before\. This page closes first\.$/)
    expect(screen.queryByLabelText('Password')).toBeNull()
    expect(dialog).toHaveFocus()
    await page.user.keyboard(' {Enter}')
    expect(page.client.getSession().status).toBe('reauth-required')
    await page.user.click(within(dialog).getByRole('button', { name: 'Sign in again' }))
    expect(await screen.findByText('nobody')).toBeVisible()
    expect(page.client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
  })

  test('or what the app puts there', async () => {
    const page = await renderPage(
      { withoutPassword: <button type="button">Continue with Acme</button> },
      { before: withoutIdentifier },
    )
    const dialog = await lapse(page)
    expect(within(dialog).getByRole('button', { name: 'Continue with Acme' })).toBeVisible()
    expect(within(dialog).queryByRole('button', { name: 'Sign in again' })).toBeNull()
  })
})

describe('ReauthDialogParts', () => {
  test('make a dialog of any shape, that need not name the person', async () => {
    const page = await renderWithCube(
      <ReauthDialogParts.Root aria-label="Still you?">
        <ReauthDialogParts.Form>
          <ReauthDialogParts.PasswordField />
          <ReauthDialogParts.ErrorMessage />
          <ReauthDialogParts.SubmitButton>It’s me</ReauthDialogParts.SubmitButton>
        </ReauthDialogParts.Form>
      </ReauthDialogParts.Root>,
      { before: ({ client, person }) => login(client, credentialsOf(person)) },
    )
    const dialog = await lapse(page)
    expect(dialog).toHaveAccessibleName('Still you?')
    await page.user.type(password(), page.person.password)
    await page.user.click(screen.getByRole('button', { name: 'It’s me' }))
    await waitFor(() => expect(page.client.getSession().status).toBe('user'))
  })
})
