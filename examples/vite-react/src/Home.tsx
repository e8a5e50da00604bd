import { useCurrentUser, useLogout } from '@cubekit/react'
import type { ReactNode } from 'react'

export function Home(): ReactNode {
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
