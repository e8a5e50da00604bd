import type { CubeClient, SessionChange } from '@cubekit/core'
import { type Auth, signOut } from 'firebase/auth'

/** Ends that are somebody's will. After a sign-in in another's place, the Firebase user may be the new one's. */
const ends: readonly (SessionChange['reason'] | null)[] = ['logged-out', 'account-deleted', 'cleared']

/**
 * Signs out of Firebase whenever the person logs out of ConnectyCube or deletes their account, in any tab. If the page
 * was gone before that was done, the next page does it. Call it once, where the client is made.
 *
 * Without it the Firebase user stays signed in on this device after a logout.
 *
 * @returns A function that ends it.
 * @example
 * followLogout(client, getAuth(app))
 */
export function followLogout(client: CubeClient, auth: Auth): () => void {
  let isOver = false
  const leave = async (): Promise<void> => {
    try {
      await auth.authStateReady()
      if (!isOver && auth.currentUser) await signOut(auth)
    } catch {
      // Firebase's own storage fails. The next page tries again.
    }
  }
  const stop = client.on('session', ({ type, reason }) => {
    if (type === 'deleted' && ends.includes(reason)) void leave()
  })
  void client.ready().then(() => {
    const { status, endReason } = client.getSession()
    if (status === 'signed-out' && ends.includes(endReason)) void leave()
  })
  return () => {
    isOver = true
    stop()
  }
}
