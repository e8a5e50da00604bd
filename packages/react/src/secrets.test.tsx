import { getUser, getUserQuery, isCubeError, loginAsGuest } from '@cubekit/core'
import { dehydrate, onlineManager, type Query, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { createStage, credentialsOf } from '../test/renderWithClient.tsx'
import {
  CubeProvider,
  useAccountDeletion,
  useCurrentUser,
  useGuestLogin,
  useLogin,
  useLogout,
  useSession,
  useUser,
} from './index.ts'

afterEach(() => onlineManager.setOnline(true))

/** All hooks at once, and what each of them gives. */
function Everything({ id, tell }: { id: number; tell: (given: unknown) => void }) {
  const given = {
    session: useSession(),
    current: useCurrentUser(),
    user: useUser(id),
    login: useLogin(),
    guest: useGuestLogin(),
    logout: useLogout(),
    deletion: useAccountDeletion(),
  }
  tell(given)
  return (
    <p>
      {given.session.status} {given.current?.full_name} {given.login.error?.code}
    </p>
  )
}

/** A page whose every trace is read at every change, as a persister, devtools or a recorder of sessions would. */
function openPage() {
  const stage = createStage()
  const { emulator, person, otherPerson } = stage
  const tokens = new Set<string>()
  const client = stage.open({
    fetch: async (input, init) => {
      const answer = await emulator.fetch(input, init)
      const token = /"token":\s*"([^"]+)"/.exec(await answer.clone().text())?.[1]
      if (token) tokens.add(token)
      return answer
    },
  })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const given: Record<string, { mutateAsync: (variables: never) => Promise<unknown> }> = {}
  const traces: string[] = []
  const all = {
    shouldDehydrateMutation: () => true,
    shouldDehydrateQuery: ({ state }: Query) => state.status !== 'pending',
  }
  const look = (): void => {
    const [queries, mutations] = [
      queryClient.getQueryCache().getAll(),
      queryClient.getMutationCache().getAll(),
    ]
    traces.push(
      JSON.stringify(dehydrate(queryClient, all)),
      JSON.stringify(mutations.map(({ state, options }) => [state, options])),
      ...[...queries, ...mutations].map(({ state, options }) =>
        inspect([state, options], { depth: 9, showHidden: true, getters: true }),
      ),
      document.documentElement.outerHTML,
      location.href,
    )
  }
  queryClient.getQueryCache().subscribe(look)
  queryClient.getMutationCache().subscribe(look)
  client.subscribe(look)
  render(
    <QueryClientProvider client={queryClient}>
      <CubeProvider client={client}>
        <Everything
          id={person.id}
          tell={(all) => {
            Object.assign(given, all)
            traces.push(inspect(all, { depth: 9, showHidden: true }), JSON.stringify(all))
          }}
        />
      </CubeProvider>
    </QueryClientProvider>,
  )
  const failures: unknown[] = []
  const call = (name: string, variables?: unknown): Promise<void> =>
    act(async () => {
      await given[name]?.mutateAsync(variables as never).catch((error: unknown) => failures.push(error))
    })
  return { ...stage, person, otherPerson, client, queryClient, tokens, traces, failures, look, call }
}

test('no password, no token and nobody’s former data in any trace, through all that can happen (rows 97, 98, 99)', async () => {
  const page = openPage()
  const { person, otherPerson, emulator, client, queryClient, tokens, traces, failures, look, call } = page
  const wrong = 'canary-wrong-7f2a'

  await call('login', { login: person.login, password: wrong })
  onlineManager.setOnline(false)
  const gone = emulator.faults.add({ kind: 'offline' })
  await call('login', credentialsOf(person))
  // TanStack would keep it, variables and all, until the network is back.
  expect(
    queryClient
      .getMutationCache()
      .getAll()
      .filter(({ state }) => state.isPaused),
  ).toEqual([])
  gone()
  await call('login', credentialsOf(person))
  onlineManager.setOnline(true)
  await screen.findByText(`user ${person.full_name}`)
  await waitFor(() =>
    expect(queryClient.getQueryData(getUserQuery(client, person.id).queryKey)).toBeDefined(),
  )

  emulator.expireSessions()
  await act(() => getUser(client, person.id).catch((error: unknown) => failures.push(error)))
  await screen.findByText(`reauth-required ${person.full_name}`)
  await call('login', { login: person.login, password: wrong })
  await call('login', credentialsOf(person))
  await screen.findByText(`user ${person.full_name}`)

  await call('login', credentialsOf(otherPerson))
  await screen.findByText(`user ${otherPerson.full_name}`)
  const since = traces.length
  await call('logout')
  await act(() => loginAsGuest(client, { full_name: 'Olof' }))
  await screen.findByText('guest Olof')
  await call('deletion')
  await screen.findByText('signed-out')
  look()

  expect(failures.map((error) => isCubeError(error) && error.code)).toEqual([
    'invalid-credentials',
    'unreachable',
    'session-expired',
    'invalid-credentials',
  ])
  expect(tokens.size).toBeGreaterThan(4)
  const secrets = [wrong, person.password, otherPerson.password, emulator.keys.authSecret, ...tokens]
  const seen = [...traces, ...failures.map((error) => inspect(error, { showHidden: true, depth: 9 }))]
  expect(secrets.flatMap((secret) => seen.filter((text) => text.includes(secret)))).toEqual([])
  // Nothing that was read as the first person is anywhere once the second is there.
  const key = `["cube",${client.appId},${person.id}`
  expect(traces.slice(0, since).some((text) => text.includes(key))).toBe(true)
  expect(traces.slice(since).filter((text) => text.includes(key))).toEqual([])
})
