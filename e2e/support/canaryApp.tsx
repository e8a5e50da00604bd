import type { CubeClient, CubeError } from '@cubekit/core'
import {
  CubeProvider,
  type InitialSession,
  SessionPending,
  SignedIn,
  SignedOut,
  useCurrentUser,
  useLogout,
  useSession,
  useUser,
} from '@cubekit/react'
import { GuestForm, LoginForm, ReauthDialog } from '@cubekit/ui'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactElement } from 'react'

/** What the app of the canaries is given. */
export interface CanaryAppProps {
  readonly client: CubeClient
  readonly queryClient: QueryClient
  readonly initialSession?: InitialSession
  /** Gets every error that a form shows. */
  readonly onError: (error: CubeError) => void
}

/** A small app with all that Cubekit brings: forms, dialog, reading, and a cache of the host's. */
export function CanaryApp({ client, queryClient, initialSession, onError }: CanaryAppProps): ReactElement {
  return (
    <QueryClientProvider client={queryClient}>
      <CubeProvider client={client} initialSession={initialSession}>
        <SessionPending>
          <p role="status">loading</p>
        </SessionPending>
        <SignedOut>
          <p role="status">signed-out</p>
          <LoginForm onError={onError} />
          <GuestForm onError={onError} />
        </SignedOut>
        <SignedIn>
          <Home />
        </SignedIn>
        <ReauthDialog onError={onError} />
      </CubeProvider>
    </QueryClientProvider>
  )
}

function Home(): ReactElement {
  const user = useCurrentUser()
  const { status } = useSession()
  const { data, error, isFetching, refetch, dataUpdatedAt, errorUpdatedAt } = useUser(user?.id ?? 0)
  const logout = useLogout()
  return (
    <main>
      <h1>{user?.full_name}</h1>
      <p role="status">{status}</p>
      <p role="note" title={`${dataUpdatedAt} ${errorUpdatedAt}`}>
        {isFetching ? 'reading' : (error?.code ?? `read ${data?.full_name}`)}
      </p>
      <button type="button" onClick={() => void refetch()}>
        Read
      </button>
      <button type="button" onClick={() => logout.mutate()}>
        Log out
      </button>
    </main>
  )
}
