import { type CubeClient, internals } from '../client/CubeClient.ts'
import { openSession } from './openSession.ts'

/** Long before the two hours after which the server forgets an unused session. */
const longestWaitMs = 60 * 60_000

/**
 * Makes the application session that {@link login} will need, while the person is still typing, so that
 * submitting costs one request. Call it as often as you like: one session waits at a time.
 *
 * Never rejects: if it fails, `login` makes its own.
 *
 * @example
 * <input name="login" onFocus={() => void prepareLogin(client)} />
 */
export async function prepareLogin(client: CubeClient): Promise<void> {
  const hidden = client[internals]
  if (isUsable(hidden)) return
  const token = openSession({ ...hidden, appId: client.appId }).then((opened) => opened.token)
  const prepared = { token, madeAt: hidden.serverNow() }
  hidden.prepared = prepared
  await token.catch(() => {
    if (hidden.prepared === prepared) hidden.prepared = null
  })
}

/** The application session that waits, or a new one; its taker's from now on, and nobody else's. */
export async function takeAppSession(client: CubeClient, signal: AbortSignal | undefined): Promise<string> {
  const hidden = client[internals]
  const waiting = isUsable(hidden) ? hidden.prepared?.token : undefined
  hidden.prepared = null
  const ready = await waiting?.catch(() => undefined)
  return ready ?? (await openSession({ ...hidden, appId: client.appId }, {}, { signal })).token
}

/** Puts an application session back for the next attempt. */
export function keepAppSession(client: CubeClient, token: string): void {
  const hidden = client[internals]
  hidden.prepared ??= { token: Promise.resolve(token), madeAt: hidden.serverNow() }
}

function isUsable({ prepared, serverNow }: CubeClient[typeof internals]): boolean {
  return prepared !== null && serverNow() - prepared.madeAt < longestWaitMs
}
