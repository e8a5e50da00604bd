import {
  createCubeClient,
  getUser,
  isCubeError,
  login,
  loginAsGuest,
  remoteSigner,
  sessionBroker,
} from '@cubekit/core'
import { CubeProvider } from '@cubekit/react'
import { dehydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { CanaryApp } from './canaryApp.tsx'
import { everyForm } from './everyForm.tsx'
import { textOf } from './textOf.ts'

// The page of `canaries.test.ts` and, with `?form=`, of `formCanaries.test.ts`, which leave `globalThis.sinks` before
// this runs.

interface Credentials {
  readonly login: string
  readonly password: string
}

/** What a test can do in the page. */
export interface CanaryTab {
  /** Signs in without a form, and gives the error's code. */
  attempt(credentials: Credentials): Promise<string>
  /** Signs a guest in. */
  attemptAsGuest(full_name: string): Promise<void>
  /** Reads who is signed in, which tells whether the session still is one. */
  read(): Promise<void>
}

declare global {
  /** What came to light, and where: the name of a sink, and a text. */
  var sinks: [sink: string, text: string][]
  var canaryTab: CanaryTab
}

const note = (sink: string, value: unknown): void => void sinks.push([sink, textOf(value)])
const noteError = (error: unknown): void => {
  note('thrown errors', error)
  // As hosts do.
  console.log('failed', error)
}

const { appId, apiUrl } = JSON.parse(document.documentElement.dataset['given'] ?? '{}') as {
  appId: number
  apiUrl: string
}
const client = createCubeClient({
  appId,
  apiUrl,
  signer: remoteSigner('/sign', { broker: sessionBroker('/broker') }),
  // The app's own server knows a token of its identity provider, as long as the person is signed in there.
  async credentialProvider({ signal }) {
    const answer = await fetch('/identity', { signal })
    return answer.ok ? ((await answer.json()) as Credentials) : null
  },
})

const queryClient = new QueryClient()
const noteCaches = (): void => {
  const everything = { shouldDehydrateQuery: () => true, shouldDehydrateMutation: () => true }
  note('query and mutation caches', dehydrate(queryClient, everything))
}
queryClient.getQueryCache().subscribe(({ query }) => {
  note('query and mutation caches', [query.queryKey, query.state, query.meta, query.options])
  noteCaches()
})
queryClient.getMutationCache().subscribe(({ mutation }) => {
  note('query and mutation caches', [mutation?.state, mutation?.meta, mutation?.options])
  noteCaches()
})

globalThis.canaryTab = {
  attempt: (credentials) =>
    login(client, credentials).then(
      () => 'done',
      (error: unknown) => {
        noteError(error)
        return isCubeError(error) ? error.code : 'other'
      },
    ),
  async attemptAsGuest(full_name) {
    await loginAsGuest(client, { full_name })
  },
  async read() {
    const { user } = client.getSession()
    if (user) await getUser(client, user.id).catch(() => {})
  },
}

const form = everyForm.find(({ name }) => name === new URLSearchParams(location.search).get('form'))
const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    form ? (
      <QueryClientProvider client={queryClient}>
        <CubeProvider client={client}>{form.show({ onError: noteError })}</CubeProvider>
      </QueryClientProvider>
    ) : (
      <CanaryApp client={client} queryClient={queryClient} onError={noteError} />
    ),
  )
}
