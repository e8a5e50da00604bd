import type { CubeUser, Session } from '@cubekit/core'

/**
 * What the app's server knows of the session, from its own cookies: safe as JSON, and without any token.
 *
 * @example
 * const initialSession: InitialSession = account
 *   ? { status: 'user', user: account.cubeUser }
 *   : { status: 'signed-out' }
 */
export type InitialSession =
  | { readonly status: 'user' | 'guest'; readonly user: CubeUser }
  | { readonly status: 'signed-out' }

const untold = { endReason: null, expiresAt: null, guestExpiresAt: null, isStale: false } as const

/** The session that a server renders, and that a browser renders until it has read its own. */
export function toFirstSession(initial: InitialSession | undefined): Session {
  if (!initial) return { status: 'loading', user: null, ...untold }
  if (initial.status === 'signed-out') return { status: 'signed-out', user: null, ...untold }
  return { status: initial.status, user: initial.user, ...untold }
}
