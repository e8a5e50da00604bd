import { createCubeClient, isCubeError, login, remoteSigner, sessionBroker } from '@cubekit/core'
import { dehydrate, QueryClient } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { CanaryApp } from './canaryApp.tsx'
import { textOf } from './textOf.ts'

// The page of `canaries.test.ts`, which leaves `globalThis.sinks` before this runs.

interface Credentials {
  readonly login: string
  readonly password: string
}

/** What a test can do in the page. */
export interface CanaryTab {
  /** Signs in without a form, and gives the error's code. */
  attempt(credentials: Credentials): Promise<string>
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
}

const root = document.querySelector('#root')
if (root) createRoot(root).render(<CanaryApp client={client} queryClient={queryClient} onError={noteError} />)
