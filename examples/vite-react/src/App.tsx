import { CubeProvider, SessionPending, SignedIn, SignedOut } from '@cubekit/react'
import { LoginForm } from '@cubekit/ui/login-form'
import { ReauthDialog } from '@cubekit/ui/reauth-dialog'
import type { ReactNode } from 'react'
import { client } from './cube.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { Home } from './Home.tsx'

export function App(): ReactNode {
  return (
    <CubeProvider client={client}>
      <main>
        <SessionPending>
          <p role="status">One moment…</p>
        </SessionPending>
        <SignedOut>
          <LoginForm footer={<DemoPeople />} />
        </SignedOut>
        <SignedIn>
          <Home />
        </SignedIn>
        <ReauthDialog />
      </main>
    </CubeProvider>
  )
}
