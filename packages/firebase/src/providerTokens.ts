import type { CredentialProvider } from '@cubekit/core'
import type { Auth } from 'firebase/auth'
import { firebaseCredentials } from './firebaseCredentials.ts'
import { firebaseError } from './firebaseError.ts'
import { projectIdOf } from './projectIdOf.ts'

/** What is left of a token's hour must do for a sign-in, on a device whose clock is somewhat off; in ms. */
const leastLeftMs = 5 * 60_000

/**
 * Renews a ConnectyCube session that has lapsed with the ID token of whoever is signed in to Firebase. Firebase
 * refreshes it when it is about to expire; one that has been used before is replaced, because it may have been refused.
 * Nothing is kept here, and nobody is asked.
 *
 * There is nothing to renew with when the Firebase user has another e-mail address or phone number than whose session
 * has lapsed, after a sign-out of Firebase, when the Firebase user was deleted or disabled, for
 * anonymous users and for users of custom tokens: then the person must sign in again. Let Firebase's session end with
 * ConnectyCube's: see {@link followLogout}.
 *
 * @param auth - Firebase's `Auth`, of an app with a `projectId`.
 * @throws CubeError `invalid-argument` when there is no `projectId`.
 * @example
 * const client = createCubeClient({ appId: 1234, signer, credentialProvider: providerTokens(getAuth(app)) })
 *
 * Source: Firebase, "Manage user sessions"; ConnectyCube JavaScript documentation, "Session expiration".
 */
export function providerTokens(auth: Auth): CredentialProvider {
  const projectId = projectIdOf(auth)
  let used = ''
  return async ({ user: whose, signal }) => {
    try {
      await auth.authStateReady()
      const user = auth.currentUser
      if (!user) return null
      let proof = await user.getIdTokenResult()
      const nameOf = ({ issuedAtTime }: typeof proof): string => `${user.uid} ${issuedAtTime}`
      if (nameOf(proof) === used || Date.parse(proof.expirationTime) - Date.now() < leastLeftMs)
        proof = await user.getIdTokenResult(true)
      // Somebody may have signed out, or in, meanwhile.
      if (signal.aborted || auth.currentUser?.uid !== user.uid) return null
      const { signInProvider } = proof
      if (signInProvider === 'anonymous' || signInProvider === 'custom') return null
      const isPhone = signInProvider === 'phone'
      // A sign-in through a provider makes an account for whom the server does not know.
      if (
        isPhone
          ? isOther(digitsOf(whose.phone), digitsOf(user.phoneNumber))
          : isOther(whose.email, user.email)
      )
        return null
      used = nameOf(proof)
      const provider = isPhone ? 'firebase_phone' : 'firebase_email'
      return firebaseCredentials(provider, projectId, proof.token)
    } catch (error) {
      const known = firebaseError(error)
      // The Firebase user is gone.
      if (['session-expired', 'forbidden', 'invalid-credentials'].includes(known.code)) return null
      throw known
    }
  }
}

/** Whether both are known, and differ. */
function isOther(a: string | null, b: string | null): boolean {
  return Boolean(a && b && a.toLowerCase() !== b.toLowerCase())
}

function digitsOf(phone: string | null): string | null {
  return phone && phone.replaceAll(/\D/g, '')
}
