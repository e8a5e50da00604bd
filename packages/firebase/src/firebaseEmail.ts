import { isCubeError, type LoginCredentials } from '@cubekit/core'
import {
  type Auth,
  createUserWithEmailAndPassword,
  sendPasswordResetEmail,
  signInWithEmailAndPassword,
  type UserCredential,
} from 'firebase/auth'
import { firebaseCredentials } from './firebaseCredentials.ts'
import { firebaseError } from './firebaseError.ts'
import { projectIdOf } from './projectIdOf.ts'

/** E-mail address and password at Firebase. Spaces around an address do not count; passwords are taken as they are. */
export interface FirebaseEmail {
  /**
   * Signs a Firebase user in.
   * @throws CubeError `invalid-credentials`, `validation` (fields `email`, `password`), `forbidden` when the user is
   * disabled, `rate-limited`, `unreachable`, `app-rejected`.
   */
  readonly signIn: (email: string, password: string) => Promise<LoginCredentials>
  /**
   * Makes a Firebase user and signs them in.
   * @throws CubeError `validation` with `email` (`must be unique` when it is taken) or `password` (`is too weak`),
   * `rate-limited`, `unreachable`, `app-rejected`.
   */
  readonly signUp: (email: string, password: string) => Promise<LoginCredentials>
  /**
   * Has Firebase send a link to choose a new password. What it comes to does not tell whether anybody has that
   * address, and takes at least 600 ms.
   * @throws CubeError `validation` with the field `email` when that is no address, `rate-limited`, `unreachable`,
   * `app-rejected`.
   */
  readonly resetPassword: (email: string) => Promise<void>
}

/** No outcome of a reset is there sooner, in ms: an address that nobody has is refused at once. */
const leastMs = 600

/**
 * Signs people in by e-mail address and password through Firebase.
 *
 * @param auth - Firebase's `Auth`, of an app with a `projectId`.
 * @throws CubeError `invalid-argument` when there is no `projectId`.
 * @example
 * await login(client, await firebaseEmail(getAuth(app)).signIn(email, password))
 *
 * Source: Firebase, "Authenticate with Firebase using Password-Based Accounts using JavaScript"; ConnectyCube
 * JavaScript documentation, "Authentication and Users", Firebase.
 */
export function firebaseEmail(auth: Auth): FirebaseEmail {
  const projectId = projectIdOf(auth)
  const enter = async (signIn: Promise<UserCredential>): Promise<LoginCredentials> => {
    try {
      const { user } = await signIn
      return firebaseCredentials('firebase_email', projectId, await user.getIdToken())
    } catch (error) {
      throw firebaseError(error)
    }
  }
  return {
    signIn: (email, password) => enter(signInWithEmailAndPassword(auth, email.trim(), password)),
    signUp: (email, password) => enter(createUserWithEmailAndPassword(auth, email.trim(), password)),
    async resetPassword(email) {
      const address = email.trim()
      // Firebase may say of what is no address that nobody has it.
      if (address.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
        throw firebaseError({ code: 'auth/invalid-email' })
      const soonest = new Promise<void>((resolve) => setTimeout(resolve, leastMs))
      try {
        await sendPasswordResetEmail(auth, address)
      } catch (error) {
        const known = firebaseError(error)
        // Only somebody with an account can be unknown, or disabled.
        if (!isCubeError(known, 'invalid-credentials') && !isCubeError(known, 'forbidden')) throw known
      } finally {
        await soonest
      }
    },
  }
}
