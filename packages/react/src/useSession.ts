'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { createSessionReader, type SessionView } from './createSessionReader.ts'
import { useProvided } from './useProvided.ts'

/**
 * The session: `status`, `user`, `endReason`, `expiresAt`, `guestExpiresAt`, `guestMinutesLeft`, `isStale`. Branch on
 * `status`; the union narrows.
 *
 * A component renders again only when a field that it has read changes. On a server, and in the first render in
 * a browser, it is what `CubeProvider` was given as `initialSession`, or else `loading`.
 *
 * @example
 * const session = useSession()
 * if (session.status === 'user') return <p>Hello, {session.user.full_name}</p>
 */
export function useSession(): SessionView {
  const provided = useProvided()
  const reader = useMemo(() => createSessionReader(provided), [provided])
  return useSyncExternalStore(reader.subscribe, reader.getSnapshot, reader.getServerSnapshot)
}
