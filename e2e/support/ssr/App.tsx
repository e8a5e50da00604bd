import type { CubeClient } from '@cubekit/core'
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
import { LoginForm, ReauthDialog } from '@cubekit/ui'
import { type ReactNode, StrictMode, Suspense, use } from 'react'

/** What one request renders. */
export interface AppProps {
  readonly client: CubeClient
  readonly initialSession?: InitialSession | undefined
  /** Parts of the page that come when these are ready, as data of the app's own would let them. */
  readonly later?: readonly Promise<unknown>[]
}

/** A small app that uses all there is. */
export function App({ client, initialSession, later = [] }: AppProps): ReactNode {
  return (
    <StrictMode>
      <CubeProvider client={client} initialSession={initialSession}>
        <main>
          <h1>
            <Who />
          </h1>
          <SessionPending>One moment…</SessionPending>
          <SignedOut>
            <LoginForm />
          </SignedOut>
          <SignedIn>
            <LogoutButton />
          </SignedIn>
          <ReauthDialog />
          {later.map((ready, at) => (
            <Suspense key={at} fallback={<Who />}>
              <Later ready={ready} />
            </Suspense>
          ))}
        </main>
      </CubeProvider>
    </StrictMode>
  )
}

function Later({ ready }: { ready: Promise<unknown> }): ReactNode {
  use(ready)
  return <Who />
}

function Who(): ReactNode {
  const session = useSession()
  const user = useCurrentUser()
  const { data, status } = useUser(user?.id ?? 1, { enabled: user !== null })
  return (
    <span data-read={status} data-friend={data?.full_name}>
      {session.status} {session.user?.full_name} {user?.login}
    </span>
  )
}

function LogoutButton(): ReactNode {
  const { mutate } = useLogout()
  return (
    <button type="button" onClick={() => mutate()}>
      Log out
    </button>
  )
}
