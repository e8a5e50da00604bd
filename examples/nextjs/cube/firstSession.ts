import { parseUser, type Session } from '@cubekit/core'
import type { InitialSession } from '@cubekit/react'

/** The cookie in which a browser tells the server who is signed in. There is no token in it. */
export const firstSessionCookie = 'cube-first'

/** What the browser notes, so that the server can render the next page for the same person at once. */
export function toCookie({ status, user }: Session): string {
  const first: InitialSession =
    user && (status === 'user' || status === 'guest') ? { status, user } : { status: 'signed-out' }
  return encodeURIComponent(JSON.stringify(first))
}

/**
 * What the server renders: shown to the browser that noted it, and to nobody else. It proves nothing, so read no
 * data by it.
 */
export function fromCookie(text: string | undefined): InitialSession | undefined {
  if (text === undefined) return { status: 'signed-out' }
  try {
    const first: unknown = JSON.parse(text)
    if (typeof first !== 'object' || first === null || !('status' in first)) return undefined
    const { status } = first
    if (status === 'signed-out') return { status }
    return (status === 'user' || status === 'guest') && 'user' in first
      ? { status, user: parseUser(first.user) }
      : undefined
  } catch {
    return undefined
  }
}
