import { type CubeClient, internals } from '../client/CubeClient.ts'
import type { EndReason } from '../session/record.ts'
import type { LogoutResult } from './logout.ts'

/** Ends the session, and keeps the browser's password manager from signing the person in again unasked. */
export function endSession(
  client: CubeClient,
  everything: boolean,
  reason?: EndReason,
): Promise<LogoutResult> {
  const ending = client[internals].session.end(everything, reason)
  // Neither Node nor all browsers have it.
  const { navigator } = globalThis as { navigator?: Partial<Navigator> }
  // Not waited for: whatever it does must not keep anybody from leaving.
  void (async () => navigator?.credentials?.preventSilentAccess?.())().catch(() => {})
  return ending
}
