import type { CubeClient } from '../client/CubeClient.ts'

/**
 * Whether somebody is signed in at this moment, as a user or as a guest. Not while the stored session is still being
 * read, and not when it has lapsed. Components use `useSession` instead, which follows.
 *
 * @example
 * await client.ready()
 * if (!isSignedIn(client)) location.assign('/login')
 *
 * Source: ConnectyCube documentation for native SDKs, "Check if user is signed in".
 */
export function isSignedIn(client: CubeClient): boolean {
  return ['user', 'guest'].includes(client.getSession().status)
}
