import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import type { Scope } from '../session/scope.ts'
import { abortable } from '../transport/abortable.ts'
import type { CubeUser } from '../wire/user.ts'
import { getUsers } from './getUsers.ts'
import { knownUsers } from './knownUsers.ts'
import { scopedMemory } from '../client/scopedMemory.ts'

/** One id that somebody asks for, and everybody who waits for it. */
interface Asked {
  readonly id: number
  readonly answer: Promise<CubeUser | null>
  readonly resolve: (user: CubeUser | null) => void
  readonly reject: (error: unknown) => void
  waiting: number
}

const largestBatch = 100
/** How many requests may be under way at once. */
const mostRequests = 4
/** After a failure those who try again come one by one, each from a timer of its own: so long they are waited for, in ms. */
const gatherMs = 25

/**
 * Asks for users by id, together with everybody else who asks in the same tick. `null` for those who are not there.
 *
 * An abort ends this caller's waiting; a request is given up once nobody waits for any of its users.
 */
export function askInBatches(
  client: CubeClient,
  ids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly (CubeUser | null)[]> {
  return batchesOf(client)(ids, signal)
}

const batchesOf = scopedMemory(createBatches)

/** Collects ids into requests, on behalf of one scope. */
function createBatches(
  client: CubeClient,
  scope: Scope,
): (ids: readonly number[], signal: AbortSignal | undefined) => Promise<readonly (CubeUser | null)[]> {
  /** Everybody who is asked for: in the queue, or under way. */
  const asked = new Map<number, Asked>()
  const queue = new Set<Asked>()
  const underWay = new Map<AbortController, readonly Asked[]>()
  let isScheduled = false
  let hasFailed = false

  const settle = (batch: Iterable<Asked>, how: (one: Asked) => void): void => {
    for (const one of batch) {
      if (asked.get(one.id) === one) asked.delete(one.id)
      how(one)
    }
  }

  const send = async (batch: readonly Asked[]): Promise<void> => {
    const abort = new AbortController()
    underWay.set(abort, batch)
    try {
      const ids = batch.map(({ id }) => id)
      const turn = knownUsers(client).takeTurn()
      const { items, total_entries } = await getUsers(
        client,
        { id: { in: ids }, limit: ids.length },
        { scope, signal: abort.signal },
      )
      // Who is left out of an answer that holds less than it says is not known to be gone.
      if (total_entries > items.length) throw new CubeError('protocol')
      const found = new Map(items.map((user) => [user.id, user]))
      knownUsers(client).noteMissing(
        ids.filter((id) => !found.has(id)),
        scope,
        turn,
      )
      hasFailed = false
      // What another answer has told meanwhile may be newer.
      settle(batch, ({ id, resolve }) => resolve(knownUsers(client).find(id)?.user ?? found.get(id) ?? null))
    } catch (error) {
      hasFailed = !abort.signal.aborted
      settle(batch, (one) => one.reject(error))
      // A server that is too busy for this one is too busy for the rest.
      if (isCubeError(error, 'rate-limited')) {
        const rest = [...queue]
        queue.clear()
        settle(rest, (one) => one.reject(error))
      }
    } finally {
      underWay.delete(abort)
      flush()
    }
  }

  const flush = (): void => {
    isScheduled = false
    while (underWay.size < mostRequests) {
      const batch: Asked[] = []
      for (const one of queue) {
        if (batch.length === largestBatch) break
        queue.delete(one)
        if (one.waiting > 0) batch.push(one)
        else asked.delete(one.id)
      }
      if (batch.length === 0) return
      void send(batch)
    }
  }

  const schedule = (): void => {
    if (isScheduled) return
    isScheduled = true
    if (hasFailed) setTimeout(flush, gatherMs)
    else queueMicrotask(flush)
  }

  const ask = (id: number): Asked => {
    const same = asked.get(id)
    if (same) return same
    let resolve: Asked['resolve'] = () => {}
    let reject: Asked['reject'] = () => {}
    const answer = new Promise<CubeUser | null>((onAnswer, onError) => {
      resolve = onAnswer
      reject = onError
    })
    const one: Asked = { id, answer, resolve, reject, waiting: 0 }
    if (knownUsers(client).isMissing(id)) resolve(null)
    else {
      asked.set(id, one)
      queue.add(one)
      schedule()
    }
    return one
  }

  /** Gives up the requests for which nobody waits any more. */
  const giveUp = (): void => {
    for (const [abort, batch] of underWay) {
      if (batch.some(({ waiting }) => waiting > 0)) continue
      settle(batch, () => {})
      abort.abort()
    }
  }

  return async (ids, signal) => {
    const all = ids.map(ask)
    for (const one of all) one.waiting++
    const leave = (): void => {
      for (const one of all) one.waiting--
      // A component that is taken off and put back in one go asks again before this.
      queueMicrotask(giveUp)
    }
    signal?.addEventListener('abort', leave)
    try {
      return await abortable(Promise.all(all.map(({ answer }) => answer)), signal)
    } finally {
      signal?.removeEventListener('abort', leave)
    }
  }
}
