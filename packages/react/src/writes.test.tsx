import { type CubeError, type CubeUser, login as loginAction, logout as logoutAction } from '@cubekit/core'
import { dehydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, screen, waitFor } from '@testing-library/react'
import { inspect } from 'node:util'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import {
  CubeProvider,
  SignedIn,
  SignedOut,
  useAccountDeletion,
  useGuestLogin,
  useLogin,
  useLogout,
} from './index.ts'

/** Everything that TanStack keeps, seen as a persister, devtools or a debugger's console would see it. */
function textOfCache(queryClient: QueryClient): string {
  const mutations = queryClient.getMutationCache().getAll()
  return [
    JSON.stringify(dehydrate(queryClient, { shouldDehydrateMutation: () => true })),
    ...mutations.flatMap(({ state, options }) => [
      JSON.stringify(state),
      inspect(state, { depth: 12, showHidden: true }),
      inspect(options, { depth: 12, showHidden: true }),
    ]),
  ].join('\n')
}

describe('useLogin', () => {
  test('signs in, and tells the caller even though the form is gone by then', async () => {
    const told: (CubeUser | string)[] = []
    function Form() {
      const login = useLogin()
      return (
        <button
          type="button"
          onClick={() =>
            login.mutate(credentialsOf(page.person), {
              onSuccess: (user) => told.push(user),
              onSettled: () => told.push('settled'),
            })
          }
        >
          Sign in
        </button>
      )
    }
    const page = renderWithClient(
      <>
        <SignedOut>
          <Form />
        </SignedOut>
        <SignedIn>welcome</SignedIn>
      </>,
    )
    const button = await screen.findByRole('button')
    act(() => button.click())
    expect(await screen.findByText('welcome')).toBeVisible()
    await waitFor(() => expect(told).toEqual([expect.objectContaining({ id: page.person.id }), 'settled']))
  })

  test('carries the typed error, and tells it', async () => {
    const { client } = createStage()
    const { result } = renderHook(() => useLogin(), {
      wrapper: ({ children }) => <CubeProvider client={client}>{children}</CubeProvider>,
    })
    const told: CubeError[] = []
    await act(async () =>
      result.current.mutate({ login: 'nobody', password: 'wrong' }, { onError: (error) => told.push(error) }),
    )
    await waitFor(() => expect(result.current.status).toBe('error'))
    expect(result.current.error).toMatchObject({ code: 'invalid-credentials' })
    await waitFor(() => expect(told).toEqual([result.current.error]))
    await expect(
      act(() => result.current.mutateAsync({ login: 'nobody', password: '' })),
    ).rejects.toMatchObject({
      code: 'validation',
      fields: { password: ['is required'] },
    })
  })

  test('a wrong password stays in the form, whatever the host’s defaults are', async () => {
    const { client } = createStage()
    const queryClient = new QueryClient({ defaultOptions: { mutations: { throwOnError: true, retry: 3 } } })
    const { result } = renderHook(() => useLogin(), {
      wrapper: ({ children }) => (
        <QueryClientProvider client={queryClient}>
          <CubeProvider client={client}>{children}</CubeProvider>
        </QueryClientProvider>
      ),
    })
    act(() => result.current.mutate({ login: 'nobody', password: 'wrong' }))
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'invalid-credentials' }))
  })

  test.each(['succeeds', 'fails', 'hangs'])('keeps no password anywhere when it %s', async (how) => {
    const stage = createStage()
    const { person, emulator } = stage
    const password = how === 'fails' ? 'canary-of-a-wrong-password' : person.password
    if (how === 'hangs') emulator.faults.add({ kind: 'hang', path: '/login' })
    function Form() {
      const login = useLogin()
      return (
        <button type="button" onClick={() => login.mutate({ login: person.login, password })}>
          {login.status}
        </button>
      )
    }
    const { queryClient } = renderWithClient(<Form />, stage)
    const seen: string[] = []
    queryClient.getMutationCache().subscribe(() => seen.push(textOfCache(queryClient)))
    act(() => screen.getByRole('button').click())
    const end = { succeeds: 'success', fails: 'error', hangs: 'pending' }[how] ?? ''
    expect(await screen.findByRole('button', { name: end })).toBeVisible()
    expect(seen.length).toBeGreaterThan(1)
    expect([...seen, textOfCache(queryClient)].filter((text) => text.includes(password))).toEqual([])
  })

  test('its answer disappears in the same frame in which the user does', async () => {
    const frames: { user: string; status: string }[] = []
    function Form() {
      const login = useLogin()
      frames.push({ user: String(login.data?.id ?? 'nobody'), status: login.status })
      return (
        <button type="button" onClick={() => login.mutate(credentialsOf(page.person))}>
          {login.status}
        </button>
      )
    }
    const page = renderWithClient(<Form />)
    act(() => screen.getByRole('button').click())
    await screen.findByRole('button', { name: 'success' })
    const before = frames.length
    await act(() => logoutAction(page.client))
    expect(frames.slice(before).every(({ user, status }) => user === 'nobody' && status === 'idle')).toBe(
      true,
    )
    expect(frames.length).toBeGreaterThan(before)
    expect(
      page.queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state.data),
    ).not.toContainEqual(expect.objectContaining({ id: page.person.id }))
  })

  test('prepares ahead, so that signing in costs one request', async () => {
    const { client, person, requests } = createStage()
    const { result } = renderHook(() => useLogin(), {
      wrapper: ({ children }) => <CubeProvider client={client}>{children}</CubeProvider>,
    })
    act(() => result.current.prepare())
    await waitFor(() => expect(requests()).toEqual(['POST /session']))
    await act(() => result.current.mutateAsync(credentialsOf(person)))
    expect(requests()).toEqual(['POST /session', 'POST /login'])
  })
})

describe('useLogin for a certain person', () => {
  test('refuses anybody else, and leaves who is there (row 8)', async () => {
    const { client, person, otherPerson, emulator } = createStage()
    await loginAction(client, credentialsOf(person))
    const { result } = renderHook(() => useLogin({ as: person.id }), {
      wrapper: ({ children }) => <CubeProvider client={client}>{children}</CubeProvider>,
    })
    await act(() => result.current.mutateAsync(credentialsOf(otherPerson)).catch(() => {}))
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'identity-mismatch' }))
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    const sessions = () => emulator.db.sessions.list().filter(({ userId }) => userId === otherPerson.id)
    await waitFor(() => expect(sessions()).toEqual([]))
    await act(() => result.current.mutateAsync(credentialsOf(person)))
    await waitFor(() => expect(result.current.data).toMatchObject({ id: person.id }))
  })
})

describe('useAccountDeletion', () => {
  async function showDeletion() {
    const stage = createStage()
    await loginAction(stage.client, credentialsOf(stage.person))
    const { result } = renderHook(() => useAccountDeletion(), {
      wrapper: ({ children }) => <CubeProvider client={stage.client}>{children}</CubeProvider>,
    })
    return { ...stage, result }
  }

  test('deletes the account and ends the session, with that reason (row 15)', async () => {
    const { client, person, emulator, result } = await showDeletion()
    const told: unknown[] = []
    act(() => result.current.mutate(undefined, { onSuccess: (ended) => told.push(ended) }))
    await waitFor(() => expect(told).toEqual([expect.objectContaining({ durable: true })]))
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
    expect(emulator.db.users.get(person.id)).toBeUndefined()
  })

  test('leaves everything as it is when the server does not', async () => {
    const { client, person, emulator, result } = await showDeletion()
    emulator.faults.add({ kind: 'status', status: 403, path: '/users' })
    act(() => result.current.mutate())
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'forbidden' }))
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
  })
})

describe('useGuestLogin and useLogout', () => {
  test('let a guest in and out', async () => {
    const { client } = createStage()
    const { result } = renderHook(() => ({ guest: useGuestLogin(), logout: useLogout() }), {
      wrapper: ({ children }) => <CubeProvider client={client}>{children}</CubeProvider>,
    })
    await act(() => result.current.guest.mutateAsync({ full_name: 'Olof' }))
    expect(client.getSession()).toMatchObject({ status: 'guest', user: { full_name: 'Olof' } })
    act(() => result.current.logout.mutate())
    await waitFor(() => expect(result.current.logout.data).toEqual({ server: 'revoked', durable: true }))
    expect(client.getSession().status).toBe('signed-out')
  })
})

describe('without a QueryClientProvider', () => {
  test('hooks use a cache of the client’s own, one for all components', async () => {
    const { client, person } = createStage()
    const wrapper = ({ children }: { children: ReactNode }) => (
      <CubeProvider client={client}>{children}</CubeProvider>
    )
    const first = renderHook(() => useLogout(), { wrapper })
    await act(() => loginAction(client, credentialsOf(person)))
    await act(() => first.result.current.mutateAsync())
    expect(client.getSession().status).toBe('signed-out')
  })
})
