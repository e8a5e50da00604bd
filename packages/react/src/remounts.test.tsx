import type { CubeClient } from '@cubekit/core'
import { login, memoryStorage } from '@cubekit/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { Fragment, StrictMode, useState } from 'react'
import { expect, test } from 'vitest'
import { createStage, credentialsOf } from '../test/renderWithClient.tsx'
import { createSharedTabs } from '../test/sharedTabs.ts'
import { CubeProvider, SignedIn, useCurrentUser, useLogin, useLogout, useSession, useUser } from './index.ts'

const rounds = 100

function Page({ id }: { id: number }) {
  const session = useSession()
  const user = useCurrentUser()
  const read = useUser(id)
  useLogin()
  useLogout()
  return (
    <span>
      {session.status} {user?.id} {read.data?.full_name}
      <SignedIn>in</SignedIn>
    </span>
  )
}

/** Somebody signed in, and a client of which all listeners are counted. */
async function createCensus() {
  const tabs = createSharedTabs()
  const stage = createStage({ client: { storage: memoryStorage() } })
  await login(stage.open(), credentialsOf(stage.person))
  const listeners = new Set<() => void>()
  const made = stage.open({ tabs: tabs.open() })
  const client: CubeClient = {
    ...made,
    subscribe(listener) {
      const heard = () => listener()
      listeners.add(heard)
      const stop = made.subscribe(heard)
      return () => {
        listeners.delete(heard)
        stop()
      }
    },
  }
  const before = stage.requests().length
  const queryClient = new QueryClient()
  return {
    ...stage,
    tabs,
    client,
    queryClient,
    count: () => ({ tabs: tabs.listening(), listeners: listeners.size }),
    sent: () => stage.requests().slice(before),
  }
}

test.each([
  ['StrictMode', StrictMode],
  ['production', Fragment],
])('100 remounts in %s: one client, no listener left, no request more (row 33)', async (_, Mode) => {
  const { client, person, queryClient, count, sent, tabs } = await createCensus()
  const show = () =>
    render(
      <Mode>
        <QueryClientProvider client={queryClient}>
          <CubeProvider client={client}>
            <Page id={person.id} />
          </CubeProvider>
        </QueryClientProvider>
      </Mode>,
    )
  const first = show()
  expect(await screen.findByText(new RegExp(person.full_name))).toBeVisible()
  const mounted = count()
  expect(mounted.tabs).toBe(1)
  first.unmount()
  // What keeps users apart stays for as long as the cache does, and what forgets them as long as the client.
  const rest = count()
  expect(rest.tabs).toBe(0)
  expect(rest.listeners).toBeLessThan(mounted.listeners)

  for (let round = 0; round < rounds; round++) {
    const { unmount } = show()
    expect(count()).toEqual(mounted)
    unmount()
    expect(count()).toEqual(rest)
  }
  const last = show()
  expect(screen.getByText(new RegExp(person.full_name))).toBeVisible()
  expect(count()).toEqual(mounted)
  last.unmount()
  expect(tabs.begun()).toBeGreaterThan(rounds)
  expect(sent()).toEqual(['GET /users/v2'])
  await act(async () => {})
})

test('a storm of keys under one provider changes nothing either', async () => {
  const { client, person, queryClient, count, sent } = await createCensus()
  function Storm() {
    const [key, setKey] = useState(0)
    return (
      <button type="button" onClick={() => setKey((last) => last + 1)}>
        <Page key={key} id={person.id} />
      </button>
    )
  }
  const { unmount } = render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <CubeProvider client={client}>
          <Storm />
        </CubeProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
  await screen.findByText(new RegExp(person.full_name))
  const mounted = count()
  for (let round = 0; round < rounds; round++) act(() => screen.getByRole('button').click())
  expect(count()).toEqual(mounted)
  await waitFor(() => expect(sent()).toEqual(['GET /users/v2']))
  unmount()
  expect(count().tabs).toBe(0)
  expect(count().listeners).toBeLessThan(mounted.listeners)
})
