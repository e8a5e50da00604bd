import {
  createAndUpload,
  type CubeClient,
  type CubeFile,
  type CubeQuery,
  type CubeUser,
  getFileQuery,
  getFilesPagesQuery,
  getFileUrlQuery,
  getSessionQuery,
  getUserByQuery,
  getUserQuery,
  getUsersPagesQuery,
  isCubeError,
  listSessionsQuery,
  loadUsersQuery,
  login,
  logout,
  memoryStorage,
  parseUser,
  searchUsersQuery,
  serverSource,
} from '@cubekit/core'
import { holdAnswers, type Stage } from '@cubekit/testing'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, waitFor } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { createStage, credentialsOf } from '../test/renderWithClient.tsx'
import * as hooks from './index.ts'
import { CubeProvider, useSession, useUser } from './index.ts'
import { getNowOnlineQuery } from './nowOnline.ts'

/** A hook that reads something of or about the user with an id, or `ofOneself` about whoever asks. */
interface ReadHook {
  readonly use: (id: number, options?: hooks.ReadOptions) => { readonly data: unknown }
  readonly query: (
    client: CubeClient,
    id: number,
  ) => CubeQuery<unknown> | ReturnType<typeof getUsersPagesQuery> | Pick<CubeQuery<unknown>, 'queryKey'>
  /** Where it asks: the beginning of path and query. */
  readonly path: (id: number) => string
  /** Reads the same whatever id is asked for. */
  readonly ofOneself?: true
  /** Shows nothing that does not match what is asked for, the previous answer included. */
  readonly matchesOnly?: true
  /** Shows nobody while nobody is signed in. */
  readonly ofUsersOnly?: true
  /** Reads a file of the user with the id: each has one. */
  readonly ofFiles?: true
}

/** Every hook that reads. A new one needs a row here, and is then held to all scripts below. */
const readHooks: Readonly<Record<string, ReadHook>> = {
  useUser: { use: useUser, query: getUserQuery, path: byId },
  useUsers: {
    use: (id, options) => hooks.useUsers({ id: { in: [id] } }, options),
    query: (client, id) => getUsersPagesQuery(client, { id: { in: [id] } }),
    path: byId,
  },
  useUsersById: {
    use: (id, options) => hooks.useUsersById([id], options),
    query: (client, id) => loadUsersQuery(client, [id]),
    path: byId,
  },
  useUserBy: {
    use: (id, options) => hooks.useUserBy({ login: loginOf(id) }, options),
    query: (client, id) => getUserByQuery(client, { login: loginOf(id) }),
    path: (id) => `/users/v2?login=${loginOf(id)}`,
  },
  useOnlineUsers: {
    use: (_, options) => hooks.useOnlineUsers(options),
    query: getNowOnlineQuery,
    path: () => '/users/online',
    ofOneself: true,
    ofUsersOnly: true,
  },
  useUsersSearch: {
    use: (id, options) =>
      hooks.useUsersSearch(String(id), { ...options, sources: [serverSource], debounceMs: 0 }),
    query: (client, id) => searchUsersQuery(client, String(id), { sources: [serverSource] }),
    path: (id) => `/users/v2?id=${id}`,
    matchesOnly: true,
  },
  useSessionInfo: {
    use: (_, options) => hooks.useSessionInfo(options),
    query: getSessionQuery,
    path: () => '/session',
    ofOneself: true,
  },
  useSessions: {
    use: (_, options) => hooks.useSessions(options),
    query: listSessionsQuery,
    path: () => '/session/list',
    ofOneself: true,
    ofUsersOnly: true,
  },
  useFile: {
    use: (id, options) => hooks.useFile(fileOf(id).id, options),
    query: (client, id) => getFileQuery(client, fileOf(id).id),
    path: (id) => `/blobs/${fileOf(id).id}`,
    ofFiles: true,
  },
  useFiles: {
    use: (_, options) => hooks.useFiles(options),
    query: (client) => ({ queryKey: getFilesPagesQuery(client).queryKey }),
    path: () => '/blobs?page',
    ofOneself: true,
    ofUsersOnly: true,
    ofFiles: true,
  },
  useFileUrl: {
    use: (id, options) => hooks.useFileUrl(fileOf(id).uid, options),
    query: (client, id) => getFileUrlQuery(client, fileOf(id).uid),
    path: (id) => `/blobs/${fileOf(id).uid}/object`,
    ofFiles: true,
  },
  useAvatarUrl: {
    use: (id, options) => ({ data: { url: hooks.useAvatarUrl(strangerWithFileOf(id), options) } }),
    query: (client, id) => getFileUrlQuery(client, fileOf(id).uid),
    path: (id) => `/blobs/${fileOf(id).uid}/object`,
    ofFiles: true,
    matchesOnly: true,
  },
}

/** On the present stage, the file of each who has one. */
const files = new Map<number, CubeFile>()

function fileOf(userId: number): Pick<CubeFile, 'id' | 'uid'> {
  return files.get(userId) ?? { id: userId, uid: `of-${userId}` }
}

/** Somebody else whose avatar is that file. */
function strangerWithFileOf(userId: number): CubeUser {
  return parseUser({ id: userId + 5_000_000, avatar: fileOf(userId).uid })
}

async function uploadFiles({ open, person, otherPerson }: Stage): Promise<void> {
  for (const each of [person, otherPerson]) {
    const client = open({ storage: memoryStorage() })
    await login(client, credentialsOf(each))
    files.set(each.id, await createAndUpload(client, new Blob([each.login])))
  }
}

/** The same people are on every stage. */
function loginOf(id: number): string {
  const { emulator } = createStage()
  return emulator.people.find((person) => person.id === id)?.login ?? 'nobody'
}

function byId(id: number): string {
  return `/users/v2?id[in][]=${id}`
}

/** Fields that the server's answers are stamped with here: one of them is in every answer. */
const stamped = ['custom_data', 'created_at', 'user_agent']
/** Fields that must be an address. */
const stampedUrls = ['download_url', 'dowload_url']

/** For whom an answer was read: it was stamped with that. */
function ownerOf(data: unknown): number | null {
  const stamp = /"(?:custom_data|created_at|user_agent|url)":"(?:https:\/\/stamp\/)?(\d+)"/.exec(
    JSON.stringify(data) ?? '',
  )
  return stamp ? Number(stamp[1]) : null
}

/** Hooks that show a part of what `useOnlineUsers` reads, by which one cannot tell for whom it was read. */
const hooksOfOnline = ['useOnlineCount', 'usePresence']

/** Hooks that read nothing from the server. */
const otherHooks = [
  'useAccountDeletion',
  'useAvatarRemoval',
  'useAvatarUpload',
  'useCubeClient',
  'useCurrentUser',
  'useCustomData',
  'useFileDelete',
  'useFileRename',
  'useFileUpload',
  'useGuestLogin',
  'useGuestUpgrade',
  'useLapsedUser',
  'useLogin',
  'useLogout',
  'useNoteChosen',
  'useOtherSessionsEnd',
  'usePasswordChange',
  'usePasswordReset',
  'useProfileUpdate',
  'useServerNow',
  'useSession',
  'useSignUp',
  'useUsersResolver',
]

test('every read hook is held to the scripts', () => {
  const exported = Object.keys(hooks).filter((name) => name.startsWith('use'))
  expect(exported.sort()).toEqual([...Object.keys(readHooks), ...hooksOfOnline, ...otherHooks].sort())
})

interface Frame {
  readonly viewer: number | null
  readonly owner: number | null
}

/** A page that logs each committed frame: who is signed in, and for whom the data on it was read. */
async function showPage(
  { use: useRead, query, path, ofUsersOnly, ofFiles }: ReadHook,
  keepPrevious: boolean,
) {
  const stage = createStage()
  files.clear()
  if (ofFiles) await uploadFiles(stage)
  const { emulator, person: a, otherPerson: b } = stage
  const { fetch, hold } = holdAnswers({
    ...emulator,
    // Stamps every answer with the user of the session that asked for it.
    fetch: async (input, init) => {
      const answer = await emulator.fetch(new Request(input, init))
      const asker = emulator.log.at(-1)?.userId ?? 0
      const text = await answer.text()
      const stamp = (name: string, value: unknown): unknown => {
        if (stampedUrls.includes(name)) return `https://stamp/${asker}`
        return stamped.includes(name) ? String(asker) : value
      }
      return new Response(text && JSON.stringify(JSON.parse(text, stamp)), answer)
    },
  })
  const client = stage.open({ fetch })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queryClient.setQueryData(['the host', 'its own data'], 'untouched')
  const frames: Frame[] = []
  let mounts = 0

  function Page({ id }: { id: number }) {
    const viewer = useSession().user?.id ?? null
    const { data } = useRead(id, { keepPrevious })
    const owner = ownerOf(data)
    useLayoutEffect(() => {
      frames.push({ viewer, owner })
    })
    useLayoutEffect(() => void mounts++, [])
    return null
  }
  const tree = (id: number) => (
    <QueryClientProvider client={queryClient}>
      <CubeProvider client={client}>
        <Page id={id} />
      </CubeProvider>
    </QueryClientProvider>
  )
  await login(client, credentialsOf(a))
  const { rerender } = render(tree(a.id))
  const shown = (owner: number): Promise<void> =>
    waitFor(() => {
      const viewer = owner === 0 ? null : owner
      expect(frames.at(-1)).toEqual({ viewer, owner: ofUsersOnly ? viewer : owner })
    })
  await shown(a.id)

  return {
    a,
    b,
    frames,
    client,
    queryClient,
    query,
    async fetch(read: ReturnType<typeof query>) {
      if ('getNextPageParam' in read) return queryClient.fetchInfiniteQuery({ ...read })
      if ('queryFn' in read) return queryClient.fetchQuery(read)
      throw new Error('What is of oneself is not fetched here.')
    },
    hold: (id: number) => hold(`GET ${path(id)}`),
    sent: (id: number) => requestsTo(stage, path(id)).length,
    shown,
    ask: (id: number) => act(async () => rerender(tree(id))),
    to: (person: typeof a) => act(() => login(client, credentialsOf(person))),
    out: () => act(() => logout(client)),
    verdict() {
      const cached = queryClient
        .getQueryCache()
        .findAll({ queryKey: ['cube'] })
        .map(({ queryKey, state }) => ({ user: queryKey[2], owner: ownerOf(state.data) }))
        .filter(({ owner }) => owner !== null)
      const current = client.scope().user
      return {
        framesWithAnothersData: frames.filter(
          ({ viewer, owner }) => owner !== null && owner !== (viewer ?? 0),
        ),
        entriesUnderAnothersKey: cached.filter(({ user, owner }) => owner !== (user === 'app' ? 0 : user)),
        entriesOfPeopleWhoLeft: cached.filter(({ user }) => user !== current),
        hostData: queryClient.getQueryData(['the host', 'its own data']),
        mounts,
      }
    },
  }
}

function requestsTo({ emulator }: Pick<Stage, 'emulator'>, url: string): string[] {
  return emulator.log
    .filter(({ method }) => method === 'GET')
    .map(({ path, query }) => (query ? `${path}?${decodeURIComponent(query)}` : path))
    .filter((sent) => sent.startsWith(url))
}

type Page = Awaited<ReturnType<typeof showPage>>

const scripts: Record<string, (page: Page) => Promise<void>> = {
  'sign out, then B': async ({ out, to, b, shown }) => {
    await out()
    await shown(0)
    await to(b)
    await shown(b.id)
  },

  'from A to B at once': async ({ to, b, shown }) => {
    await to(b)
    await shown(b.id)
  },

  'a switch while an answer is on its way': async ({ ask, hold, to, b, shown }) => {
    const held = hold(b.id)
    await ask(b.id)
    await act(() => held.arrived)
    await to(b)
    await act(async () => held.release())
    await shown(b.id)
  },

  'a switch before the request is sent': async ({ client, fetch, query, sent, to, b, shown }) => {
    const madeForA = query(client, b.id)
    await to(b)
    const error: unknown = await fetch(madeForA).catch((reason: unknown) => reason)
    expect(isCubeError(error, 'session-changed')).toBe(true)
    expect(sent(b.id)).toBe(0)
    await shown(b.id)
  },

  'a switch while it is read again': async ({ a, b, client, queryClient, query, hold, to, shown }) => {
    const held = hold(a.id)
    const { queryKey } = query(client, a.id)
    await act(async () => void queryClient.invalidateQueries({ queryKey, exact: true }))
    await act(() => held.arrived)
    await to(b)
    await act(async () => held.release())
    await shown(b.id)
  },

  'A, B, and A again': async ({ to, a, b, shown }) => {
    await to(b)
    await shown(b.id)
    await to(a)
    await shown(a.id)
  },

  'a prefetch from an old closure, then A again': async ({ client, fetch, query, to, a, b, shown }) => {
    const prefetchForA = () => fetch(query(client, b.id)).catch(() => {})
    const madeForA = query(client, b.id)
    const prefetchOld = () => fetch(madeForA).catch(() => {})
    await to(b)
    await prefetchForA()
    await prefetchOld()
    await shown(b.id)
    await to(a)
    await shown(a.id)
  },

  'another text asked for after the switch': async ({ ask, to, a, b, shown }) => {
    await to(b)
    await ask(b.id)
    await ask(a.id)
    await shown(b.id)
  },
}

/** Those that ask for somebody else do not fit where one cannot. */
const scriptsOfOneself = [
  'sign out, then B',
  'from A to B at once',
  'a switch while it is read again',
  'A, B, and A again',
]

describe.each(Object.entries(readHooks))('%s', (_, row) => {
  describe.each([false, true])('keepPrevious: %s', (keepPrevious) => {
    test.each(row.ofOneself ? scriptsOfOneself : Object.keys(scripts))(
      'never shows one user’s data to another (row 34): %s',
      async (name) => {
        const page = await showPage(row, keepPrevious)
        await scripts[name]?.(page)
        expect(page.verdict()).toEqual({
          framesWithAnothersData: [],
          entriesUnderAnothersKey: [],
          entriesOfPeopleWhoLeft: [],
          hostData: 'untouched',
          mounts: 1,
        })
      },
    )
  })

  const ofSomebody = row.ofOneself || row.matchesOnly ? [] : ['the same user asks for another']
  test.for(ofSomebody)('keepPrevious keeps the previous answer while %s', async () => {
    const { ask, hold, frames, a, b } = await showPage(row, true)
    const held = hold(b.id)
    await ask(b.id)
    await act(() => held.arrived)
    expect(frames.at(-1)).toEqual({ viewer: a.id, owner: a.id })
    held.release()
  })

  test('a request is given up when the component goes', async () => {
    const { client, emulator, hold, person, otherPerson } = createStage()
    const aborted = vi.fn<() => void>()
    await login(client, credentialsOf(person))
    const held = hold(`GET ${row.path(otherPerson.id)}`)
    const { request } = client
    const watched = {
      ...client,
      request: ((spec, options) => {
        options?.signal?.addEventListener('abort', aborted)
        return request(spec, options)
      }) satisfies typeof request,
    }
    function Reader() {
      row.use(otherPerson.id, {})
      return null
    }
    const { unmount } = render(
      <CubeProvider client={watched}>
        <Reader />
      </CubeProvider>,
    )
    await waitFor(() => expect(requestsTo({ emulator }, row.path(otherPerson.id))).toHaveLength(1))
    unmount()
    await waitFor(() => expect(aborted).toHaveBeenCalled())
    held.release()
  })
})
