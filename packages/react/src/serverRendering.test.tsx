import { type CubeUser, getUser, login, logout } from '@cubekit/core'
import { act, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, useLayoutEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { createStage, credentialsOf } from '../test/renderWithClient.tsx'
import {
  CubeProvider,
  type InitialSession,
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

  test.each(['user', 'guest'] as const)('renders the %s that the app’s server knows', async (status) => {
    const { client, open, person, requests } = createStage()
    const user = await getUser(open(), person.id)
    const before = requests()
    const html = renderToString(
      <CubeProvider client={client} initialSession={{ status, user }}>
        <App id={person.id} />
      </CubeProvider>,
    )
    expect(html).toContain(`session ${status}`)
    expect(html).toContain(`current ${person.id}`)
    expect(html).toContain('in</main>')
    // What is read waits for the session that can read it.
    expect(html).toContain('read pending')
    expect(requests()).toEqual(before)
    expect(client.getSession().status).toBe('loading')
  })

  test('renders the way in when the app’s server knows that nobody is signed in', () => {
    const { client, person } = createStage()
    const html = renderToString(
      <CubeProvider client={client} initialSession={{ status: 'signed-out' }}>
        <App id={person.id} />
      </CubeProvider>,
    )
    expect(html).toContain('session signed-out')
    expect(html).toContain('out</main>')
  })
})

interface Frame {
  readonly status: string
  readonly user: number | null
  readonly read: number | string
}

/** A page that notes every frame that a person could see. */
function Film({ id, frames }: { id: number; frames: Frame[] }) {
  const { status, user } = useSession()
  const current = useCurrentUser()
  const { data, status: readStatus } = useUser(id)
  useLayoutEffect(() => {
    expect(current?.id).toBe(user?.id)
    const frame = { status, user: user?.id ?? null, read: data?.id ?? readStatus }
    if (JSON.stringify(frame) !== JSON.stringify(frames.at(-1))) frames.push(frame)
  })
  return null
}

describe('what the app’s server knows', () => {
  async function showFilm(stored: 'the same' | 'another' | 'nobody') {
    const stage = createStage()
    const { client, open, person, otherPerson, requests } = stage
    const user = await getUser(open(), person.id)
    if (stored !== 'nobody') await login(open(), credentialsOf(stored === 'the same' ? person : otherPerson))
    const before = requests().length
    const frames: Frame[] = []
    // A new object each time, as from a parent that renders again.
    const page = (known: CubeUser) => (
      <StrictMode>
        <CubeProvider client={client} initialSession={{ status: 'user', user: known }}>
          <Film id={person.id} frames={frames} />
        </CubeProvider>
      </StrictMode>
    )
    const { rerender } = render(page(user))
    await act(() => client.ready())
    return { ...stage, frames, sent: () => requests().slice(before), rerender, page, user }
  }

  test('is replaced by the stored session, with nothing else in between', async () => {
    const { frames, person, client, sent } = await showFilm('the same')
    await waitFor(() => expect(frames.at(-1)?.read).toBe(person.id))
    expect(frames).toEqual([
      { status: 'user', user: person.id, read: 'pending' },
      { status: 'user', user: person.id, read: person.id },
    ])
    expect(client.getSession().status).toBe('user')
    expect(sent()).toEqual(['GET /users/v2'])
  })

  test('gives way to whom the browser knows better, without a request in the wrong name', async () => {
    const { frames, person, otherPerson, emulator } = await showFilm('another')
    await waitFor(() => expect(frames.at(-1)?.read).toBe(person.id))
    expect(frames.map(({ status, user }) => `${status} ${user}`)).toEqual([
      `user ${person.id}`,
      `user ${otherPerson.id}`,
      `user ${otherPerson.id}`,
    ])
    expect(emulator.log.at(-1)).toMatchObject({ userId: otherPerson.id })
  })

  test('gives way to nobody, and does not come back', async () => {
    const { frames, person, client, rerender, page, user } = await showFilm('nobody')
    expect(frames.map(({ status }) => status)).toEqual(['user', 'signed-out'])
    await act(() => login(client, credentialsOf(person)))
    await act(() => logout(client))
    rerender(page({ ...user }))
    expect(frames.map(({ status }) => status).filter((status) => status !== 'signed-out')).toEqual([
      'user',
      'user',
    ])
    expect(frames.at(-1)?.status).toBe('signed-out')
  })

  test('is told anew to a client that takes the place of the first', async () => {
    const first = createStage()
    const second = createStage()
    const user = await getUser(first.open(), first.person.id)
    const show = (stage: typeof first, initialSession: InitialSession) => (
      <CubeProvider client={stage.client} initialSession={initialSession}>
        <Status />
      </CubeProvider>
    )
    const { rerender, container } = render(show(first, { status: 'user', user }))
    expect(container.textContent).toBe(`user ${user.id}`)
    rerender(show(second, { status: 'signed-out' }))
    expect(container.textContent).toBe('signed-out nobody')
    await act(() => second.client.ready())
  })

  test('survives the way as JSON', async () => {
    const { open, person } = createStage()
    const known: InitialSession = { status: 'user', user: await getUser(open(), person.id) }
    expect(JSON.parse(JSON.stringify(known))).toEqual(known)
  })
})

function Status() {
  const { status, user } = useSession()
  return <p>{`${status} ${user?.id ?? 'nobody'}`}</p>
}

describe('hydration (row 108)', () => {
  test.each([
    ['before', 'nothing'],
    ['after', 'nothing'],
    ['before', 'the user'],
    ['after', 'the user'],
    ['after', 'nobody'],
  ])('has no mismatch when the session is known %s it and the server knew %s', async (when, what) => {
    const server = createStage()
    const user = await getUser(server.open(), server.person.id)
    const initialSession: InitialSession | undefined = {
      'the user': { status: 'user' as const, user },
      nobody: { status: 'signed-out' as const },
    }[what]
    const html = renderToString(
      <CubeProvider client={server.client} initialSession={initialSession}>
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
        <CubeProvider client={page} initialSession={initialSession}>
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
