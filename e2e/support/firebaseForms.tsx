import type { CubeClient, PhoneVerifier, ProviderSignIn } from '@cubekit/core'
import { CubeProvider, SignedIn, SignedOut, useCurrentUser, useLogout } from '@cubekit/react'
import { PhoneLoginForm } from '@cubekit/ui/phone-login-form'
import { ProviderButtons } from '@cubekit/ui/provider-buttons'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

/** What an app shows people who can come in by phone and with Google. */
export interface FirebaseFormsProps {
  readonly client: CubeClient
  readonly verifier: PhoneVerifier
  readonly google: ProviderSignIn
}

/** Puts it on the page. */
export function renderFirebaseForms({ client, verifier, google }: FirebaseFormsProps): void {
  const ways = [{ id: 'google', name: 'Google', signIn: google }]
  createRoot(document.body.appendChild(document.createElement('main'))).render(
    <CubeProvider client={client}>
      <SignedOut>
        <PhoneLoginForm verifier={verifier} defaultCountry="GB" />
        <ProviderButtons divider ways={ways} />
      </SignedOut>
      <SignedIn>
        <Home />
      </SignedIn>
    </CubeProvider>,
  )
}

function Home(): ReactNode {
  const user = useCurrentUser()
  const logout = useLogout()
  return (
    <>
      <h1>Hello, {user?.phone ?? user?.email}</h1>
      <button type="button" onClick={() => logout.mutate()}>
        Log out
      </button>
    </>
  )
}
