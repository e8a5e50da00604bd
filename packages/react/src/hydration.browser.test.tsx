import { createCubeClient, localSigner, login } from '@cubekit/core'
import { createEmulator } from '@cubekit/emulator'
import { screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test } from 'vitest'
import { CubeProvider, SessionPending, SignedIn, SignedOut, useCurrentUser, useUser } from './index.ts'

function App({ id }: { id: number }) {
  const read = useUser(id)
  return (
    <main>
      <h1>{useCurrentUser()?.full_name ?? 'Nobody'}</h1>
      <p role="status">{read.data?.full_name ?? read.status}</p>
      <SessionPending>pending</SessionPending>
      <SignedIn>in</SignedIn>
      <SignedOut>out</SignedOut>
    </main>
  )
}

// The page knows its user from IndexedDB; the server, which rendered the page, does not.
test.each([
  ['while the page is still reading', false, null],
  ['when the page knows its user already', true, null],
  ['while the page is still reading what the server knew', false, 'user' as const],
  ['when the page knows already what the server knew', true, 'user' as const],
  ['when the page knows better than the server', true, 'signed-out' as const],
])('hydrates without a complaint, %s (row 108)', async (_, isKnown, told) => {
  const emulator = createEmulator({ appId: crypto.getRandomValues(new Uint32Array(1))[0]! + 1 })
  const [person, other] = emulator.people
  const open = () => createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })
  const user = await login(open(), { login: person!.login, password: person!.password })
  const initialSession = told === 'user' ? { status: told, user } : told ? { status: told } : undefined

  const client = open()
  const page = (
    <StrictMode>
      <CubeProvider client={client} initialSession={initialSession}>
        <App id={other!.id} />
      </CubeProvider>
    </StrictMode>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(page)
  document.body.append(container)
  const name = { user: `${person!.full_name}pendingin`, 'signed-out': 'Nobodypendingout' }
  expect(container.textContent).toBe(told ? name[told] : 'Nobodypendingpending')

  if (isKnown) await client.ready()
  const before = emulator.log.length
  const errors: unknown[] = []
  const root = hydrateRoot(container, page, { onRecoverableError: (error) => errors.push(error) })
  onTestFinished(() => {
    root.unmount()
    container.remove()
  })
  await screen.findByRole('heading', { name: person!.full_name })
  await screen.findByText(other!.full_name)
  expect(container.textContent).toBe(`${person!.full_name}${other!.full_name}in`)
  expect(errors).toEqual([])
  expect(emulator.log.slice(before).map(({ path }) => path)).toEqual(['/users/v2'])
})
