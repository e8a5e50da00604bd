import {
  cubeMutation,
  deleteUser,
  destroySession,
  getUser,
  getUserQuery,
  getUsers,
  login,
  logout,
  memoryStorage,
  scopeKey,
} from '@cubekit/core'
import { dehydrate, hydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createSharedTabs } from '../test/sharedTabs.ts'
import { createStage, credentialsOf } from '../test/renderWithClient.tsx'
import { CubeProvider, useSession, useUser } from './index.ts'
import { useScopedMutation } from './query/useScopedMutation.ts'

function Reader({ id }: { id: number }) {
  const { status } = useSession()
  const { data, error } = useUser(id)
  return <p>{`${status}: ${data?.full_name ?? error?.code ?? 'nothing'}`}</p>
}

/** A write that never ends, and keeps what it hopes for until then. */
function Hoper() {
  const { mutate, status } = useScopedMutation((client) =>
    cubeMutation(client, 'hope', (hope: string) => new Promise<{ hope: string }>(() => hope)),
  )
  return (
    <button type="button" onClick={() => mutate('canary-hope')}>
      {status}
    </button>
  )
}

/** One page on its own cache; `shared` makes it a tab among others. */
function openPage(stage = createStage(), client = stage.client) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const container = document.body.appendChild(document.createElement('div'))
  const page = render(
    <QueryClientProvider client={queryClient}>
      <CubeProvider client={client}>
        <Reader id={stage.person.id} />
        <Hoper />
      </CubeProvider>
    </QueryClientProvider>,
    { container, baseElement: container },
  )
  const cached = () => [
    ...queryClient
      .getQueryCache()
      .findAll({ queryKey: ['cube'] })
      .filter(({ state }) => state.data !== undefined)
      .map(({ queryKey }) => queryKey[2]),
    ...queryClient
      .getMutationCache()
      .getAll()
      .map(({ options }) => options.mutationKey?.[2]),
  ]
  return { ...page, ...stage, client, queryClient, cached }
}

type Page = ReturnType<typeof openPage>

/** Signed in, with something read, something the app put there hopefully, and a write under way. */
async function fill({ client, person, queryClient, findByText, getByRole, cached }: Page): Promise<void> {
  await act(() => login(client, credentialsOf(person)))
  await findByText(`user: ${person.full_name}`)
  queryClient.setQueryData([...scopeKey(client.scope()), 'hopeful'], { full_name: 'canary-hope' })
  act(() => getByRole('button').click())
  await waitFor(() => expect(cached()).toEqual([person.id, person.id, 'hope']))
}

const ends: Record<string, (page: Page) => Promise<unknown>> = {
  'a logout': ({ client }) => logout(client),
  'the end of all sessions': ({ client }) => destroySession(client),
  'the deletion of the account': ({ client }) => deleteUser(client),
  'somebody else’s sign-in': ({ client, otherPerson }) => login(client, credentialsOf(otherPerson)),
}

describe('nothing of the previous user is left in the frame of', () => {
  test.each(Object.keys(ends))('%s (rows 11, 12, 15, 99)', async (name) => {
    const page = openPage()
    await fill(page)
    const { client, person, cached, queryClient } = page
    const atOnce: unknown[] = []
    let hasLeft = false
    client.subscribe(() => {
      // The very change; what others may read is asked for, and there, soon after.
      if (hasLeft || client.getSession().user?.id === person.id) return
      hasLeft = true
      atOnce.push(...cached())
      atOnce.push(
        ...queryClient
          .isFetching({ queryKey: ['cube', client.appId, person.id] })
          .toString()
          .replace('0', ''),
      )
    })
    await act(() => ends[name]?.(page) ?? Promise.reject(new Error(name)))
    expect(client.getSession().user?.id).not.toBe(person.id)
    expect(hasLeft).toBe(true)
    expect(atOnce).toEqual([])
    await screen.findByText(/^(signed-out|user): /)
    expect(cached()).not.toContain(person.id)
    expect(JSON.stringify(dehydrate(queryClient, { shouldDehydrateMutation: () => true }))).not.toContain(
      'canary',
    )
  })

  test('a logout in another tab, in that very change (row 25)', async () => {
    const tabs = createSharedTabs()
    const storage = memoryStorage()
    const stage = createStage({ client: { storage } })
    const open = () => stage.open({ storage, tabs: tabs.open() })
    const [here, there] = [openPage(stage, open()), openPage(stage, open())]
    await fill(here)
    await there.findByText(`user: ${stage.person.full_name}`)

    const atOnce: unknown[] = []
    let hasLeft = false
    there.client.subscribe(() => {
      if (hasLeft || there.client.getSession().status !== 'signed-out') return
      hasLeft = true
      atOnce.push(...there.cached())
    })
    await act(() => logout(here.client))
    await waitFor(() => expect(there.client.getSession().status).toBe('signed-out'))
    expect(atOnce).toEqual([])
    expect(here.cached().filter((user) => user === stage.person.id)).toEqual([])
    expect(await there.findByText(/^signed-out: /)).toBeVisible()

    await act(() => login(there.client, credentialsOf(stage.otherPerson)))
    await waitFor(() => expect(here.client.getSession().user?.id).toBe(stage.otherPerson.id))
    await waitFor(() => expect(here.cached()).toEqual([stage.otherPerson.id]))
    await waitFor(() => expect(there.cached()).toEqual([stage.otherPerson.id]))
  })
})

describe('the same person', () => {
  test('is back in the same epoch: what is there stays, what was refused is read again (row 5)', async () => {
    const page = openPage()
    await fill(page)
    const { client, person, otherPerson, emulator, queryClient, requests, cached } = page
    const epoch = client.scope().epoch
    const failing = getUserQuery(client, otherPerson.id)
    emulator.expireSessions()
    await act(() => getUser(client, person.id).catch(() => {}))
    await waitFor(() => expect(client.getSession().status).toBe('reauth-required'))

    emulator.faults.add({ kind: 'status', status: 403, path: '/users/v2' })
    page.rerender(
      <QueryClientProvider client={queryClient}>
        <CubeProvider client={client}>
          <Reader id={otherPerson.id} />
        </CubeProvider>
      </QueryClientProvider>,
    )
    expect(await screen.findByText('reauth-required: forbidden')).toBeVisible()
    emulator.faults.clear()
    const before = requests().length

    await act(() => login(client, credentialsOf(person)))
    expect(client.scope().epoch).toBe(epoch)
    expect(await screen.findByText(`user: ${otherPerson.full_name}`)).toBeVisible()
    expect(queryClient.getQueryData(failing.queryKey)).toMatchObject({ id: otherPerson.id })
    expect(
      requests()
        .slice(before)
        .filter((request) => request.startsWith('GET')),
    ).toEqual(['GET /users/v2'])
    // Nothing was thrown away: three queries, and the write that is under way.
    expect(cached()).toEqual([person.id, person.id, person.id, 'hope'])
  })

  test('signs in anew: nothing of before is taken over', async () => {
    const page = openPage()
    await fill(page)
    const { client, person, queryClient, requests } = page
    const before = requests().length
    await act(() => login(client, credentialsOf(person)))
    await waitFor(() => expect(requests().slice(before)).toContain('GET /users/v2'))
    expect(await screen.findByText(`user: ${person.full_name}`)).toBeVisible()
    expect(JSON.stringify(dehydrate(queryClient))).not.toContain('canary')
  })

  test('signs in anew: whoever was known before is read again, too', async () => {
    const stage = createStage()
    const { client, person, otherPerson, hold } = stage
    await login(client, credentialsOf(person))
    await getUsers(client, { id: otherPerson.id })
    const { container, unmount } = openPage({ ...stage, person: otherPerson })
    expect(container).toHaveTextContent(`user: ${otherPerson.full_name}`)
    const held = hold('GET /users/v2')
    await act(() => login(client, credentialsOf(person)))
    await act(() => held.arrived)
    expect(container).toHaveTextContent('user: nothing')
    await act(async () => held.release())
    await waitFor(() => expect(container).toHaveTextContent(`user: ${otherPerson.full_name}`))
    unmount()
  })
})

describe('a cache that comes back', () => {
  test.each(['before', 'after'])(
    'as somebody else is signed in, and restored %s that is known (row 99)',
    async (when) => {
      const first = openPage()
      await fill(first)
      const kept = JSON.parse(JSON.stringify(dehydrate(first.queryClient)))
      await act(() => logout(first.client))
      await login(first.open(), credentialsOf(first.otherPerson))
      first.unmount()

      const client = first.open()
      const queryClient = new QueryClient()
      if (when === 'before') hydrate(queryClient, kept)
      render(
        <QueryClientProvider client={queryClient}>
          <CubeProvider client={client}>
            <Reader id={first.person.id} />
          </CubeProvider>
        </QueryClientProvider>,
      )
      await act(() => client.ready())
      if (when === 'after') act(() => hydrate(queryClient, kept))
      await waitFor(() => expect(JSON.stringify(dehydrate(queryClient))).not.toContain('canary'))
      await waitFor(() =>
        expect(
          queryClient.getQueryCache().findAll({ queryKey: ['cube', client.appId, first.person.id] }),
        ).toEqual([]),
      )
    },
  )

  test('for the same user is used', async () => {
    const first = openPage()
    await fill(first)
    const kept = JSON.parse(JSON.stringify(dehydrate(first.queryClient)))
    first.unmount()
    const client = first.open()
    const queryClient = new QueryClient()
    hydrate(queryClient, kept)
    const before = first.requests().length
    render(
      <QueryClientProvider client={queryClient}>
        <CubeProvider client={client}>
          <Reader id={first.person.id} />
        </CubeProvider>
      </QueryClientProvider>,
    )
    expect(await screen.findByText(`user: ${first.person.full_name}`)).toBeVisible()
    expect(first.requests().slice(before)).toEqual([])
  })
})
