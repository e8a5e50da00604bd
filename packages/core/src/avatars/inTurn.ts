import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import { withLock } from '../session/withLock.ts'
import { abortable } from '../transport/abortable.ts'
import type { AvatarFields } from './avatarFields.ts'
import { type AvatarJournal, avatarJournal } from './journal.ts'
import { randomText } from '../files/randomText.ts'

/** What is needed to do something with a user's avatar, as long as nobody else does. */
export interface Turn {
  readonly client: CubeClient
  readonly scope: Scope
  readonly user: number
  /** This client, in the journal. */
  readonly by: string
  readonly journal: AvatarJournal
  /** Aborted as soon as somebody else is signed in. */
  readonly over: AbortSignal
  /** Aborted then, and when the caller cancels: for what may be broken off without anybody wondering what became of it. */
  readonly stop: AbortSignal
  /** Uids of files that were made in this turn. */
  readonly made: Set<string>
  /** What the profile may come to say by requests whose answers were lost. */
  readonly lost: Set<AvatarFields>
}

/** Another tab may be frozen in the middle of its turn: after so long, in ms, it is not waited for. */
const patienceMs = 60_000
const ownPatienceMs = 1000

/** The last turn of each client. */
const queues = new WeakMap<CubeClient, Promise<unknown>>()
const names = new WeakMap<CubeClient, string>()

/**
 * Does one thing after the other with a user's avatar: in this client always, and in all tabs where there are locks.
 * Nothing but economy depends on the latter.
 *
 * @param signal Ends the waiting. Once it is its turn, the work looks after it.
 * @throws CubeError `not-signed-in`, `aborted`, `session-changed` when the user changes before or meanwhile.
 */
export function inTurn<T>(
  client: CubeClient,
  scope: Scope,
  signal: AbortSignal | undefined,
  work: (turn: Turn) => Promise<T>,
): Promise<T> {
  const { user } = scope
  if (user === 'app') return Promise.reject(new CubeError('not-signed-in'))
  const by = names.get(client) ?? randomText()
  names.set(client, by)
  const waiting = new AbortController()
  let hasBegun = false
  const giveUp = (): void => {
    if (!hasBegun) waiting.abort()
  }

  const take = async (): Promise<T> => {
    if (waiting.signal.aborted) throw new CubeError('aborted')
    hasBegun = true
    const over = new AbortController()
    const stop = new AbortController()
    const cancel = (): void => stop.abort()
    signal?.addEventListener('abort', cancel)
    over.signal.addEventListener('abort', cancel)
    const isOver = (): boolean => !isSameScope(scope, client.scope())
    const look = (): void => {
      if (isOver()) over.abort()
    }
    const unsubscribe = client.subscribe(look)
    const journal = avatarJournal(client, user)
    try {
      if (isOver()) throw new CubeError('session-changed')
      const signals = { over: over.signal, stop: stop.signal }
      const sets = { made: new Set<string>(), lost: new Set<AvatarFields>() }
      return await work({ client, scope, user, by, journal, ...signals, ...sets })
    } catch (error) {
      throw isOver() ? new CubeError('session-changed') : error
    } finally {
      unsubscribe()
      signal?.removeEventListener('abort', cancel)
      journal.close()
    }
  }

  signal?.addEventListener('abort', giveUp)
  if (signal?.aborted) giveUp()
  const turn = Promise.resolve(queues.get(client)).then(() => {
    if (waiting.signal.aborted) throw new CubeError('aborted')
    const shared = `cubekit avatars ${client.appId} ${client.apiUrl} ${user}`
    return withLock(shared, patienceMs, () => withLock(lockOf(by), ownPatienceMs, take))
  })
  queues.set(
    client,
    turn.catch(() => {}),
  )
  return abortable(turn, waiting.signal).finally(() => signal?.removeEventListener('abort', giveUp))
}

/**
 * Tells of which clients it is the turn, if this browser can tell: `true` for those that may be in the middle of
 * something, `false` for those that are not, or not there any more.
 */
export async function findBusy(): Promise<((by: string) => boolean) | null> {
  try {
    const { held } = await globalThis.navigator.locks.query()
    const busy = new Set(held?.map(({ name }) => name))
    return (by) => busy.has(lockOf(by))
  } catch {
    return null
  }
}

function lockOf(by: string): string {
  return `cubekit avatars by ${by}`
}
