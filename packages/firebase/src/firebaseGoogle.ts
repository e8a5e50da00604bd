import type { ProviderSignIn } from '@cubekit/core'
import { type Auth, GoogleAuthProvider, type PopupRedirectResolver, signInWithPopup } from 'firebase/auth'
import { firebaseCredentials } from './firebaseCredentials.ts'
import { codeOf, firebaseError } from './firebaseError.ts'
import { projectIdOf } from './projectIdOf.ts'

/** How {@link firebaseGoogle} works. */
export interface FirebaseGoogleOptions {
  /** What opens the window: Firebase's `browserPopupRedirectResolver`. Needed if `initializeAuth` was given none. */
  readonly popup?: PopupRedirectResolver
}

/** The person has closed the window, or opened another one instead. */
const cancellations: readonly string[] = ['popup-closed-by-user', 'cancelled-popup-request', 'user-cancelled']

/**
 * Signs people in with their Google account, in a window of Firebase's.
 *
 * It resolves to `null` when the person closes the window, and rejects with CubeError `rejected` (the browser keeps
 * windows from opening; the address belongs to an account that signs in another way), `forbidden`, `unreachable`,
 * `rate-limited` or `app-rejected`. Call it in the handler of a click, before anything is awaited.
 *
 * @param auth - Firebase's `Auth`, of an app with a `projectId`.
 * @throws CubeError `invalid-argument` when there is no `projectId`.
 * @example
 * const signIn = firebaseGoogle(getAuth(app))
 * const credentials = await signIn()
 * if (credentials) await login(client, credentials)
 *
 * Source: Firebase, "Authenticate using Google with JavaScript".
 */
export function firebaseGoogle(auth: Auth, options: FirebaseGoogleOptions = {}): ProviderSignIn {
  const projectId = projectIdOf(auth)
  return async () => {
    try {
      const { user } = await signInWithPopup(auth, new GoogleAuthProvider(), options.popup)
      return firebaseCredentials('firebase_email', projectId, await user.getIdToken())
    } catch (error) {
      if (cancellations.includes(codeOf(error))) return null
      throw firebaseError(error)
    }
  }
}
