import { getUser, login, loginAsGuest, logout, createSession } from '@cubekit/core'
import { act, render, screen, waitFor } from '@testing-library/react'
import { inspect } from 'node:util'
import { Profiler, StrictMode, useEffect, useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import {
  CubeProvider,
  ReauthRequired,
  SessionPending,
  SignedIn,
  SignedOut,
  useCubeClient,
  useCurrentUser,
  useSession,
} from './index.ts'

function Status() {
  const session = useSession()
  return (
    <p>
      {session.status} {session.user?.full_name} {session.endReason}
    </p>
  )
}

describe('useSession', () => {
  test('follows a person from signed out to signed in, lapsed, and out again', async () => {
    const { client, person, emulator } = renderWithClient(<Status />)
    expect(await screen.findByText('signed-out')).toBeVisible()
    await act(() => login(client, credentialsOf(person)))
    expect(screen.getByText(`user ${person.full_name}`)).toBeVisible()
    emulator.expireSessions()
    await act(() => getUser(client, person.id).catch(() => {}))
    expect(screen.getByText(`reauth-required ${person.full_name} expired`)).toBeVisible()
    await act(() => logout(client))
    expect(screen.getByText('signed-out logged-out')).toBeVisible()
  })

  test('needs a provider, and says so', () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => render(<Status />)).toThrow('<CubeProvider client={client}>')
    complaint.mockRestore()
  })

  test('shows what a component read, when it reads it later', async () => {
    function Late() {
      const session = useSession()
      const [isOpen, open] = useState(false)
      return isOpen ? (
        <p>{session.status}</p>
      ) : (
        <button type="button" onClick={() => open(true)}>
          Show
        </button>
      )
    }
    const { client, person } = renderWithClient(<Late />)
    await act(() => login(client, credentialsOf(person)))
    act(() => screen.getByRole('button').click())
    expect(screen.getByText('user')).toBeVisible()
  })

  test('can be spread and logged like any object', async () => {
    function Spread() {
      const { status, ...rest } = { ...useSession() }
      return <p>{`${status} ${Object.keys(rest).sort().join()}`}</p>
    }
    renderWithClient(<Spread />)
    expect(
      await screen.findByText('signed-out endReason,expiresAt,guestExpiresAt,guestMinutesLeft,isStale,user'),
    ).toBeVisible()
  })

  test('can be put into a text, a console and a comparison', async () => {
    const seen: string[] = []
    function Told() {
      const session = useSession()
      const words: readonly unknown[] = [session]
      seen.push(words.join(), inspect(session), JSON.stringify(session))
      expect(session).toMatchObject({ user: null })
      return null
    }
    const { client } = renderWithClient(<Told />)
    await act(() => client.ready())
    expect(seen[0]).toBe('[object Object]')
    expect(seen[1]).toContain("status: 'loading'")
    expect(seen.at(-1)).toContain('"status":"signed-out"')
  })
})

describe('100 readers of the user’s name', () => {
  async function showReaders() {
    const stage = createStage()
    const { client, person } = stage
    await login(client, credentialsOf(person))
    let renders = 0
    let commits = 0
    function Name() {
      renders++
      const session = useSession()
      return <li>{session.user?.full_name}</li>
    }
    render(
      <Profiler id="readers" onRender={() => commits++}>
        <CubeProvider client={client}>
          {Array.from({ length: 100 }, (_, at) => (
            <Name key={at} />
          ))}
        </CubeProvider>
      </Profiler>,
    )
    return { ...stage, renders: () => renders, commits: () => commits }
  }

  test('mount in 100 renders and one commit when the session is known', async () => {
    const { renders, commits } = await showReaders()
    expect(screen.getAllByRole('listitem')).toHaveLength(100)
    expect(renders()).toBe(100)
    expect(commits()).toBe(1)
  })

  test('do not render again for requests that slide the session, nor for a renewal', async () => {
    const { client, person, emulator, renders } = await showReaders()
    for (let step = 0; step < 3; step++) {
      emulator.clock.advance(60_000)
      await act(() => getUser(client, person.id))
    }
    // A new application session is what renews without a person.
    await act(() => createSession(client))
    const recover = emulator.faults.add({ kind: 'offline' })
    await act(() => getUser(client, person.id).catch(() => {}))
    recover()
    await act(() => getUser(client, person.id))
    expect(renders()).toBe(100)
  })

  test('render once more each when the name goes', async () => {
    const { client, renders } = await showReaders()
    await act(() => logout(client))
    expect(renders()).toBe(200)
  })
})

describe('useCurrentUser', () => {
  test('gives the user without a request', async () => {
    function Name() {
      return <p>{useCurrentUser()?.full_name ?? 'nobody'}</p>
    }
    const stage = createStage()
    await login(stage.client, credentialsOf(stage.person))
    const before = stage.requests().length
    renderWithClient(<Name />, stage)
    expect(screen.getByText(stage.person.full_name)).toBeVisible()
    expect(stage.requests()).toHaveLength(before)
  })
})

describe('the gates', () => {
  function Gates() {
    return (
      <>
        <SessionPending>wait</SessionPending>
        <SignedOut>come in</SignedOut>
        <SignedIn>welcome</SignedIn>
        <ReauthRequired>, again</ReauthRequired>
      </>
    )
  }

  test('let one of them through at any time, and one more when a session has lapsed', async () => {
    const { client, person, emulator, container } = renderWithClient(<Gates />)
    expect(container.textContent).toBe('wait')
    await screen.findByText('come in')
    expect(container.textContent).toBe('come in')
    await act(() => loginAsGuest(client, { full_name: 'Olof' }))
    expect(container.textContent).toBe('welcome')
    await act(() => login(client, credentialsOf(person)))
    expect(container.textContent).toBe('welcome')
    emulator.expireSessions()
    await act(() => getUser(client, person.id).catch(() => {}))
    expect(container.textContent).toBe('welcome, again')
    await act(() => logout(client))
    expect(container.textContent).toBe('come in')
  })

  test('keep the page, and what was typed into it, when the session lapses and the person is back (row 5)', async () => {
    const { client, person, emulator } = renderWithClient(
      <SignedIn>
        <input aria-label="Note" />
      </SignedIn>,
    )
    await act(() => login(client, credentialsOf(person)))
    const note = screen.getByRole<HTMLInputElement>('textbox', { name: 'Note' })
    note.value = 'half a sentence'
    emulator.expireSessions()
    await act(() => getUser(client, person.id).catch(() => {}))
    expect(client.getSession().status).toBe('reauth-required')
    await act(() => login(client, credentialsOf(person)))
    expect(client.getSession().status).toBe('user')
    expect(screen.getByRole('textbox', { name: 'Note' })).toBe(note)
    expect(note).toHaveValue('half a sentence')
  })
})

describe('StrictMode', () => {
  test('mounts twice, opens one session', async () => {
    const stage = createStage()
    function Reader() {
      const client = useCubeClient()
      const [name, setName] = useState('')
      return (
        <button
          type="button"
          onClick={() => void getUser(client, stage.person.id).then((user) => setName(user.full_name ?? ''))}
        >
          {name || 'Read'}
        </button>
      )
    }
    const page = render(
      <StrictMode>
        <CubeProvider client={stage.client}>
          <Reader />
          <Status />
        </CubeProvider>
      </StrictMode>,
    )
    await screen.findByText('signed-out')
    act(() => screen.getByRole('button').click())
    expect(await screen.findByRole('button', { name: stage.person.full_name })).toBeVisible()
    expect(stage.requests().filter((request) => request === 'POST /session')).toHaveLength(1)
    page.unmount()
    for (let round = 0; round < 20; round++)
      render(
        <CubeProvider client={stage.client}>
          <Status />
        </CubeProvider>,
      ).unmount()
    expect(stage.requests().filter((request) => request === 'POST /session')).toHaveLength(1)
  })
})

describe('a component that acts on the session while it is told of it (row 29)', () => {
  test('logs out in an effect, and signs in from a subscriber, without a deadlock', async () => {
    const stage = createStage()
    const { client, person, otherPerson } = stage
    const seen: string[] = []
    function Guard() {
      const { status, user } = useSession()
      useEffect(() => {
        seen.push(`${status} ${user?.id ?? ''}`.trim())
        if (user?.id === person.id) void logout(client)
      }, [status, user])
      return null
    }
    renderWithClient(<Guard />, stage)
    let asked = false
    client.subscribe(() => {
      if (asked || client.getSession().endReason !== 'logged-out') return
      asked = true
      void login(client, credentialsOf(otherPerson))
    })
    await act(() => client.ready())
    await act(() => login(client, credentialsOf(person)).catch(() => {}))
    await waitFor(() => expect(seen.at(-1)).toBe(`user ${otherPerson.id}`))
    expect(seen).toEqual([
      'loading',
      'signed-out',
      `user ${person.id}`,
      'signed-out',
      `user ${otherPerson.id}`,
    ])
  })
})
