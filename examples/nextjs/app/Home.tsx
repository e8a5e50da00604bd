'use client'

import { SessionPending, SignedIn, SignedOut, useCurrentUser, useLogout } from '@cubekit/react'
import { GuestForm } from '@cubekit/ui/guest-form'
import { LoginForm } from '@cubekit/ui/login-form'
import { ReauthDialog } from '@cubekit/ui/reauth-dialog'
import type { ReactNode } from 'react'

export function Home(): ReactNode {
  return (
    <main>
      <SessionPending>
        <p role="status">One moment…</p>
      </SessionPending>
      <SignedOut>
        <LoginForm />
        <GuestForm />
      </SignedOut>
      <SignedIn>
        <Greeting />
      </SignedIn>
      <ReauthDialog />
    </main>
  )
}

function Greeting(): ReactNode {
  const user = useCurrentUser()
  const logout = useLogout()
  return (
    <>
      <h1>
        Hello, <bdi>{user?.full_name}</bdi>
      </h1>
      <button type="button" disabled={logout.isPending} onClick={() => logout.mutate()}>
        Log out
      </button>
    </>
  )
}
