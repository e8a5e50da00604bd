import {
  type CubeClient,
  type CubeUser,
  createSession,
  getUsers,
  knownSource,
  login,
  memoryStorage,
  updateUser,
} from '@cubekit/core'
import type { SeedUser } from '@cubekit/emulator'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createStage, credentialsOf, renderWithClient } from '../test/renderWithClient.tsx'
import {
  CubeProvider,
  useCurrentUser,
  useOnlineUsers,
  useUser,
  useUserBy,
  useUsers,
  useUsersById,
  useUsersSearch,
} from './index.ts'

afterEach(() => void vi.useRealTimers())

const minuteMs = 60_000

/** How often each component has rendered, by a key. */
function createCounter() {
  const renders = new Map<string, number>()
  return {
    note: (key: string) => void renders.set(key, (renders.get(key) ?? 0) + 1),
    most: () => Math.max(...renders.values()),
    total: () => [...renders.values()].reduce((sum, count) => sum + count, 0),
  }
}

/** Somebody signed in among sixty people, with a list of the requests for users. */
async function createCrowd(count = 60) {
  const stage = createStage({ emulator: { users: count } })
  await login(stage.client, credentialsOf(stage.person))
  const before = stage.emulator.log.length
  const others = stage.emulator.people.slice(1).map(({ id }) => id)
  return {
    ...stage,
    others,
    ids: others.slice(0, 50),
    /** The ids that were asked for, request by request. */
    asked: () =>
      stage.emulator.log
        .slice(before)
        .filter(({ path }) => path.startsWith('/users'))
        .map(({ query }) =>
          [...decodeURIComponent(query).matchAll(/id\[in\]\[\]=(\d+)/g)].map(([, id]) => Number(id)),
        ),
  }
}

describe('useUser', () => {
  test.each([
    ['50 ids', 50],
    ['the same id', 1],
  ])('in 50 components with %s: one request, at most two renders each', async (_, different) => {
    const stage = await createCrowd()
    const counter = createCounter()
    function Name({ at }: { at: number }) {
      counter.note(`${at}`)
      const { data } = useUser(stage.ids[at % different] ?? 0)
      return <li>{data ? `user ${data.id}` : 'pending'}</li>
    }
    renderWithClient(
      stage.ids.map((id, at) => <Name key={id} at={at} />),
      stage,
    )
    expect(screen.getAllByText('pending')).toHaveLength(50)
    await waitFor(() => expect(screen.queryByText('pending')).toBeNull())
    expect(stage.asked()).toEqual([stage.ids.slice(0, different)])
    expect(counter.most()).toBeLessThanOrEqual(2)
  })

  test('asks only for those who have not been seen, and shows the others at once', async () => {
    const stage = await createCrowd()
    await getUsers(stage.client, { id: { in: stage.ids.slice(0, 30) } })
    const before = stage.asked().length
    function Name({ id }: { id: number }) {
      const { data } = useUser(id)
      return <li>{data ? `user ${data.id}` : 'pending'}</li>
    }
    renderWithClient(
      stage.ids.map((id) => <Name key={id} id={id} />),
      stage,
    )
    expect(screen.getAllByText(/^user/)).toHaveLength(30)
    await waitFor(() => expect(screen.queryByText('pending')).toBeNull())
    expect(stage.asked().slice(before)).toEqual([stage.ids.slice(30)])
  })

  test('of somebody seen in a list: no request, no pending frame, one render', async () => {
    const stage = await createCrowd()
    const [id = 0] = stage.ids
    await getUsers(stage.client, { id: { in: [id] } })
    const before = stage.asked().length
    const statuses: string[] = []
    function Name() {
      const { status } = useUser(id)
      statuses.push(status)
      return <p>{status}</p>
    }
    renderWithClient(<Name />, stage)
    await act(async () => {})
    expect(statuses).toEqual(['success'])
    expect(stage.asked()).toHaveLength(before)
  })

  test('does not ask again for those who are not there', async () => {
    const stage = await createCrowd()
    function Name() {
      return <p>{useUser(999).error?.code ?? 'pending'}</p>
    }
    const queryClient = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })
    const tree = (cache: QueryClient) => (
      <QueryClientProvider client={cache}>
        <CubeProvider client={stage.client}>
          <Name />
        </CubeProvider>
      </QueryClientProvider>
    )
    for (let round = 0; round < 3; round++) {
      const { unmount } = render(tree(queryClient()))
      expect(await screen.findByText('not-found')).toBeVisible()
      unmount()
    }
    expect(stage.asked()).toEqual([[999]])
  })

  test('shows a newer version as soon as any answer holds it, and renders nobody else', async () => {
    const stage = await createCrowd()
    const { client, otherPerson, emulator, ids } = stage
    const counter = createCounter()
    function Name({ id }: { id: number }) {
      counter.note(`${id}`)
      const { data } = useUser(id)
      return <li>{data ? data.full_name : 'pending'}</li>
    }
    const { queryClient } = renderWithClient(
      ids.map((id) => <Name key={id} id={id} />),
      stage,
    )
    await waitFor(() => expect(screen.queryByText('pending')).toBeNull())
    const other = stage.open({ storage: memoryStorage() })
    await login(other, credentialsOf(otherPerson))
    emulator.clock.advance(5000)
    await updateUser(other, { full_name: 'Somebody New' })
    let written = 0
    queryClient.getQueryCache().subscribe(({ type }) => {
      if (type === 'updated') written++
    })
    const before = { total: counter.total(), asked: stage.asked().length }
    await act(() => getUsers(client, { login: otherPerson.login }))
    expect(await screen.findByText('Somebody New')).toBeVisible()
    expect(counter.total()).toBe(before.total + 1)
    expect(written).toBe(1)
    expect(stage.asked()).toHaveLength(before.asked + 1)
  })

  test('keeps a newer version when an older answer arrives late', async () => {
    const stage = await createCrowd()
    const { client, otherPerson, emulator, hold } = stage
    const other = stage.open({ storage: memoryStorage() })
    await login(other, credentialsOf(otherPerson))
    const held = hold(`GET /users/v2?id[in][]=${otherPerson.id}`)
    function Name() {
      return <p>{useUser(otherPerson.id).data?.full_name ?? 'pending'}</p>
    }
    const { queryClient } = renderWithClient(<Name />, stage)
    await act(() => held.arrived)
    emulator.clock.advance(5000)
    await updateUser(other, { full_name: 'Somebody New' })
    await act(() => getUsers(client, { login: otherPerson.login }))
    expect(await screen.findByText('Somebody New')).toBeVisible()
    await act(async () => held.release())
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    expect(screen.getByText('Somebody New')).toBeVisible()
  })

  test('does not render for an answer that says nothing new, nor for others', async () => {
    const stage = await createCrowd()
    const { client, ids } = stage
    const [id = 0, another = 0] = ids
    const counter = createCounter()
    function Name() {
      counter.note('it')
      const { data } = useUser(id)
      return <li>{data ? data.full_name : 'pending'}</li>
    }
    renderWithClient(<Name />, stage)
    await waitFor(() => expect(screen.queryByText('pending')).toBeNull())
    const before = counter.total()
    await act(() => getUsers(client, { id: { in: [id, another] } }))
    await act(() => getUsers(client, { id: another }))
    expect(counter.total()).toBe(before)
  })

  test('keeps nothing in the cache for those whom nobody shows', async () => {
    const stage = await createCrowd()
    const [id = 0, another = 0] = stage.ids
    function Name() {
      return <p>{useUser(id).data?.id ?? 'pending'}</p>
    }
    const { queryClient } = renderWithClient(<Name />, stage)
    await screen.findByText(`${id}`)
    await act(() => getUsers(stage.client, { id: another }))
    expect(queryClient.getQueryCache().findAll({ queryKey: ['cube'] })).toHaveLength(1)
  })
})

test('a token renewal renders none of 100 who show the user’s name, a new name all of them once', async () => {
  const stage = await createCrowd()
  const { client, person } = stage
  const counter = createCounter()
  function Name({ at }: { at: number }) {
    counter.note(`${at}`)
    const { data } = useUser(person.id)
    return <li>{data?.full_name ?? 'pending'}</li>
  }
  renderWithClient(
    Array.from({ length: 100 }, (_, at) => <Name key={at} at={at} />),
    stage,
  )
  await waitFor(() => expect(screen.queryByText('pending')).toBeNull())
  const before = counter.total()
  await act(() => createSession(client))
  await act(() => getUsers(client, { id: person.id }))
  expect(counter.total()).toBe(before)
  stage.emulator.clock.advance(5000)
  await act(() => updateUser(client, { full_name: 'Ada King' }))
  expect(screen.getAllByText('Ada King')).toHaveLength(100)
})

test('an update of oneself shows in every hook at once, and is taken back everywhere', async () => {
  const stage = await createCrowd()
  const { client, person, emulator, hold } = stage
  const ids = [person.id, ...stage.ids.slice(0, 3)]
  const nameOf = (users: readonly CubeUser[] | undefined) =>
    users?.find(({ id }) => id === person.id)?.full_name ?? 'nobody'
  const reads: Record<string, () => string> = {
    useUser: () => useUser(person.id).data?.full_name ?? 'nobody',
    useUserBy: () => useUserBy({ login: person.login }).data?.full_name ?? 'nobody',
    useUsers: () => nameOf(useUsers({ id: { in: ids } }).data?.items),
    useUsersById: () => nameOf(useUsersById(ids).data),
    useUsersSearch: () => nameOf(useUsersSearch(person.login).data.items),
    useOnlineUsers: () => nameOf(useOnlineUsers().data),
    useCurrentUser: () => useCurrentUser()?.full_name ?? 'nobody',
  }
  function Read({ of }: { of: string }) {
    return <li>{`${of}: ${reads[of]?.()}`}</li>
  }
  renderWithClient(
    Object.keys(reads).map((of) => <Read key={of} of={of} />),
    stage,
  )
  const shown = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent?.split(': ')[1])
  const all = (name: string) => Object.keys(reads).map(() => name)
  await waitFor(() => expect(shown()).toEqual(all(person.full_name)))

  emulator.clock.advance(5000)
  const held = hold('PUT /users')
  const saving = updateUser(client, { full_name: 'Ada King' })
  await act(async () => {})
  expect(shown()).toEqual(all('Ada King'))
  await act(() => held.arrived)
  await act(async () => held.release())
  await act(() => saving)
  expect(shown()).toEqual(all('Ada King'))

  emulator.faults.add({ kind: 'status', status: 422, method: 'PUT', path: '/users' })
  await act(() => updateUser(client, { full_name: 'Ada Duke' }).catch(() => {}))
  expect(shown()).toEqual(all('Ada King'))
})

describe('useUsers', () => {
  const people: SeedUser[] = Array.from({ length: 25 }, (_, at) => ({
    login: `person-${String(at).padStart(2, '0')}`,
    full_name: `Person ${at}`,
    user_tags: 'crew',
  }))

  function List({ filter }: { filter: Parameters<typeof useUsers>[0] }) {
    const { data, hasNextPage, fetchNextPage, error } = useUsers(filter)
    return (
      <>
        <p>{error ? error.code : `${data?.items.length ?? 'no'} of ${data?.total_entries ?? 'none'}`}</p>
        <ul>
          {data?.items.map(({ id, login: name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
        <button type="button" disabled={!hasNextPage} onClick={() => void fetchNextPage()}>
          more
        </button>
      </>
    )
  }
  const logins = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent)
  const more = () => screen.getByRole('button')
  const filter = { user_tags: 'crew', sort_asc: 'login', limit: 10 } as const

  test('gives page after page, everybody once, and then ends', async () => {
    const stage = createStage({ emulator: { users: people } })
    renderWithClient(<List filter={filter} />, stage)
    expect(await screen.findByText('10 of 25')).toBeVisible()
    act(() => more().click())
    expect(await screen.findByText('20 of 25')).toBeVisible()
    act(() => more().click())
    expect(await screen.findByText('25 of 25')).toBeVisible()
    expect(more()).toBeDisabled()
    expect(logins()).toEqual(people.map(({ login: name }) => name))
  })

  test('begins where the filter says', async () => {
    const stage = createStage({ emulator: { users: people } })
    renderWithClient(<List filter={{ ...filter, offset: 18 }} />, stage)
    expect(await screen.findByText('7 of 25')).toBeVisible()
    expect(more()).toBeDisabled()
  })

  /** Shows what an unruly server answers to each offset. */
  function renderAgainst(answer: (offset: number) => { logins: readonly number[]; total: number }) {
    const stage = createStage({ emulator: { users: people } })
    const asked: number[] = []
    const client = stage.open({
      async fetch(input, init) {
        const request = new Request(input, init)
        const response = await stage.emulator.fetch(request)
        const { pathname, searchParams } = new URL(request.url)
        if (pathname !== '/users/v2') return response
        const offset = Number(searchParams.get('offset'))
        asked.push(offset)
        const { logins: wanted, total } = answer(offset)
        const items = wanted.map((id) => ({ id, login: `person-${id}` }))
        return Response.json({
          items: items.map((user) => ({ user })),
          total_entries: total,
          limit: 10,
          skip: offset,
        })
      },
    })
    renderWithClient(<List filter={filter} />, { ...stage, client })
    return { asked }
  }
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

  async function scrollToTheEnd(): Promise<void> {
    await screen.findAllByRole('listitem')
    for (let round = 0; round < 30 && !more().hasAttribute('disabled'); round++) {
      await act(async () => more().click())
      await act(async () => {})
    }
    await waitFor(() => expect(more()).toBeDisabled())
  }

  test('shows nobody twice where pages overlap, in the order of the first time', async () => {
    renderAgainst((offset) => ({ logins: range(offset + 1, Math.min(offset + 13, 26)), total: 25 }))
    await scrollToTheEnd()
    expect(logins()).toEqual(range(1, 26).map((id) => `person-${id}`))
  })

  test('passes nobody over where others have gone from the pages before', async () => {
    // After the first page, the first four are gone.
    const { asked } = renderAgainst((offset) => {
      const left = asked.length === 1 ? range(1, 26) : range(5, 26)
      return { logins: left.slice(offset, offset + (offset === 0 ? 10 : 11)), total: left.length }
    })
    await scrollToTheEnd()
    expect(new Set(logins())).toEqual(new Set(range(1, 26).map((id) => `person-${id}`)))
    expect(asked).toEqual([0, 9, 0, 19])
  })

  test('ends where the pages have shrunk meanwhile', async () => {
    const { asked } = renderAgainst((offset) =>
      offset === 0 ? { logins: range(1, 11), total: 30 } : { logins: [], total: 30 },
    )
    await scrollToTheEnd()
    expect(asked).toEqual([0, 9, 0])
    expect(logins()).toHaveLength(10)
  })

  test('ends where a server repeats itself, whatever it says of more', async () => {
    const { asked } = renderAgainst((offset) => ({ logins: range(1, 11), total: offset + 1000 }))
    await scrollToTheEnd()
    expect(asked).toHaveLength(3)
    expect(logins()).toHaveLength(10)
  })

  test('goes on where newcomers have pushed others back', async () => {
    // After the first page, ten newcomers are at its top.
    const { asked } = renderAgainst((offset) => {
      const all = asked.length === 1 ? range(11, 41) : range(1, 41)
      return { logins: all.slice(offset, offset + 11), total: all.length }
    })
    await scrollToTheEnd()
    expect(new Set(logins()).size).toBe(logins().length)
    expect(logins()).toEqual(expect.arrayContaining(range(11, 41).map((id) => `person-${id}`)))
  })

  test('reads up to three pages again when somebody returns to the page, and longer lists on demand only', async () => {
    const stage = createStage({ emulator: { users: people } })
    vi.useFakeTimers({ toFake: ['Date'] })
    const { queryClient, rerender, wrap } = renderWithClient(<List filter={{ ...filter, limit: 5 }} />, stage)
    const sent = () => stage.emulator.log.filter(({ path }) => path === '/users/v2').length
    const returnLater = async () => {
      vi.advanceTimersByTime(minuteMs)
      await act(async () => window.dispatchEvent(new Event('visibilitychange')))
      await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    }
    for (let count = 5; count <= 15; count += 5) {
      expect(await screen.findByText(`${count} of 25`)).toBeVisible()
      if (count < 15) act(() => more().click())
    }
    await returnLater()
    expect(sent()).toBe(6)
    act(() => more().click())
    expect(await screen.findByText('20 of 25')).toBeVisible()
    await returnLater()
    expect(sent()).toBe(7)
    await act(() => queryClient.invalidateQueries())
    expect(sent()).toBe(11)
    rerender(wrap(null))
    await act(() => queryClient.invalidateQueries())
    rerender(wrap(<List filter={{ ...filter, limit: 5 }} />))
    await waitFor(() => expect(sent()).toBe(15))
  })

  test('does not page what begins with a text, and says what a filter lacks', async () => {
    const stage = createStage({ emulator: { users: people } })
    const { rerender, wrap } = renderWithClient(<List filter={{ login: { start_with: 'pers' } }} />, stage)
    expect(await screen.findByText(/^5 of/)).toBeVisible()
    expect(more()).toBeDisabled()
    // @ts-expect-error Nothing to match.
    rerender(wrap(<List filter={{ limit: 3 }} />))
    expect(await screen.findByText('invalid-argument')).toBeVisible()
    rerender(wrap(<List filter={{ id: { in: [] } }} />))
    expect(await screen.findByText('0 of 0')).toBeVisible()
  })
})

describe('useUsersById', () => {
  test('keeps the order of any number of ids, each once, without those who are not there', async () => {
    const stage = await createCrowd(250)
    const ids = [...stage.others.toReversed(), 999, ...stage.others.slice(0, 5)]
    function List() {
      const { data } = useUsersById(ids)
      return <p>{data ? data.map(({ id }) => id).join() : 'pending'}</p>
    }
    renderWithClient(<List />, stage)
    expect(await screen.findByText(stage.others.toReversed().join())).toBeVisible()
    expect(stage.asked().map(({ length }) => length)).toEqual([100, 100, 50])
  })
})

test('a page that has just been opened asks once, when it knows for whom', async () => {
  const { open, person, emulator } = createStage()
  await login(open(), credentialsOf(person))
  const before = emulator.log.length
  const client = open()
  function All() {
    const data = [
      useUserBy({ login: person.login }).data,
      useUsers({ login: person.login }).data,
      useUsersById([person.id]).data,
      useOnlineUsers().data,
    ]
    return <p>{data.filter(Boolean).length}</p>
  }
  const { queryClient } = renderWithClient(<All />, { ...createStage(), client })
  expect(await screen.findByText('4')).toBeVisible()
  const sent = emulator.log.slice(before).map(({ path, query }) => `${path}?${query}`)
  expect(sent).toEqual([...new Set(sent)])
  expect(sent).toHaveLength(4)
  const early = queryClient.getQueryCache().findAll({ queryKey: ['cube', client.appId, 'loading'] })
  expect(early.filter(({ state }) => state.dataUpdatedAt > 0)).toEqual([])
})

test('what is known already waits for hydration, and then shows without a request', async () => {
  const server = await createCrowd()
  const [id = 0] = server.ids
  function Names() {
    const user = useUser(id)
    const list = useUsersById([id])
    const { data } = useUsersSearch(`${id}`, { sources: [knownSource] })
    return <p>{`${user.data?.id ?? user.status} ${list.data?.length ?? list.status} ${data.items.length}`}</p>
  }
  const page = (client: CubeClient) => (
    <CubeProvider client={client}>
      <Names />
    </CubeProvider>
  )
  const html = renderToString(page(server.open({ storage: memoryStorage() })))
  expect(html).toBe('<p>pending pending 0</p>')
  await getUsers(server.client, { id: { in: [id] } })
  const before = server.asked().length
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = html
  const errors: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, page(server.client), { onRecoverableError: (error) => errors.push(error) }),
  )
  expect(screen.getByText(`${id} 1 1`)).toBeVisible()
  expect(errors).toEqual([])
  expect(server.asked()).toHaveLength(before)
  act(() => root.unmount())
  container.remove()
})

test('on a server, and until the session is known, everything is pending, and nobody who is known shows', async () => {
  const stage = await createCrowd()
  const [id = 0] = stage.ids
  await getUsers(stage.client, { id: { in: [id] } })
  function All(): ReactNode {
    const search = useUsersSearch('ada')
    return [
      useUser(id).status,
      useUsersById([id]).status,
      useUsers({ id }).status,
      useUserBy({ login: 'ada' }).status,
      useOnlineUsers().status,
      search.data.items.length,
      search.isSearching,
    ].join()
  }
  const html = renderToString(
    <StrictMode>
      <CubeProvider client={stage.client}>
        <All />
      </CubeProvider>
    </StrictMode>,
  )
  expect(html).toBe('pending,pending,pending,pending,pending,0,true')
})
