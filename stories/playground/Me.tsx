import { useCurrentUser, useLogout, useSession } from '@cubekit/react'
import type { ReactNode } from 'react'

/** Who is signed in, and the way out. */
export function Me(): ReactNode {
  const user = useCurrentUser()
  const { status } = useSession()
  const logout = useLogout()
  if (!user) return null
  const facts = [
    ['Login', user.login],
    ['E-mail', user.email],
    ['Phone', user.phone],
    ['User id', String(user.id)],
  ] as const
  return (
    <section lang="en" dir="ltr" className="playground-card" aria-labelledby="me">
      <p className="playground-eyebrow">{status === 'guest' ? 'Guest, for one day' : 'Signed in'}</p>
      <h1 id="me">
        Hello, <bdi>{user.full_name ?? user.login ?? 'you'}</bdi>
      </h1>
      <dl>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <bdi title={value}>{value}</bdi>
                </dd>
              </div>
            ),
        )}
      </dl>
      <button type="button" disabled={logout.isPending} onClick={() => logout.mutate()}>
        Log out
      </button>
    </section>
  )
}
