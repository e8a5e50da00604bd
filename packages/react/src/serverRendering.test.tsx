import { login } from '@cubekit/core'
import { act, screen } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { createStage, credentialsOf } from '../test/renderWithClient.tsx'
import {
  CubeProvider,
  SessionPending,
  SignedIn,
  SignedOut,
  useCurrentUser,
  useSession,
  useUser,
} from './index.ts'

function App({ id }: { id: number }) {
  const session = useSession()
  const user = useCurrentUser()
  const read = useUser(id)
  return (
    <main>
      <p>{`session ${session.status}`}</p>
      <p>{`current ${user?.id ?? 'nobody'}`}</p>
      <p>{`read ${read.data?.id ?? read.status}`}</p>
      <SessionPending>pending</SessionPending>
      <SignedIn>in</SignedIn>
      <SignedOut>out</SignedOut>
    </main>
  )
}

describe('on a server', () => {
  test('renders the loading state, with no request and nothing left running', async () => {
    const { client, person, requests } = createStage()
    const html = renderToString(
      <CubeProvider client={client}>
        <App id={person.id} />
      </CubeProvider>,
    )
    expect(html).toContain('session loading')
    expect(html).toContain('pending')
    expect(requests()).toEqual([])
    expect(client.getSession().status).toBe('loading')
  })

  test('never renders one request’s user into another’s page', () => {
    const pages = Array.from({ length: 50 }, () => createStage()).map(({ client, person }) =>
      renderToString(
        <CubeProvider client={client}>
          <App id={person.id} />
        </CubeProvider>,
      ),
    )
    expect(new Set(pages).size).toBe(1)
  })
})

describe('hydration', () => {
  test.each(['before', 'after'])('has no mismatch when the session is known %s it', async (when) => {
    const server = createStage()
    const html = renderToString(
      <CubeProvider client={server.client}>
        <App id={server.person.id} />
      </CubeProvider>,
    )
    const { client, person, open } = createStage()
    await login(client, credentialsOf(person))
    const page = when === 'before' ? client : open()
    const container = document.createElement('div')
    document.body.append(container)
    container.innerHTML = html
    const errors: unknown[] = []
    const root = await act(async () =>
      hydrateRoot(
        container,
        <CubeProvider client={page}>
          <App id={person.id} />
        </CubeProvider>,
        { onRecoverableError: (error) => errors.push(error) },
      ),
    )
    expect(await screen.findByText(`current ${person.id}`)).toBeVisible()
    expect(await screen.findByText(`read ${person.id}`)).toBeVisible()
    expect(screen.getByText('session user')).toBeVisible()
    expect(errors).toEqual([])
    act(() => root.unmount())
    container.remove()
  })
})
