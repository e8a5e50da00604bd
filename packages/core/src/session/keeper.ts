import { changesBetween, type SessionChange } from './change.ts'
import { createEvents, type SessionEvents } from './events.ts'
import { type SessionEvent, type Transition, transition } from './machine.ts'
import { isNewer, type SessionRecord } from './record.ts'
import type { SessionStorage } from './SessionStorage.ts'
import { createSessionStore, type SessionStore } from './store.ts'
import type { RecordVersion, Tabs } from './Tabs.ts'
import { createVault, type Persistence } from './vault.ts'

/** What the keeper needs. */
export interface KeeperOptions {
  /** Under which key the record is stored. */
  readonly key: string
  /** Where to store it, the best place first; memory is always the last. */
  readonly storages: readonly SessionStorage[]
  readonly tabs: Tabs
  /** This device's time, ms since 1970. */
  readonly now: () => number
  /** Called when somebody is stored whose logout was noted but not stored: to be ended after all, up to this epoch. */
  readonly onUnfinishedLogout: (upTo: number) => void
}

/** Keeps what this client shows and what is stored in step. */
export interface Keeper {
  readonly store: SessionStore
  readonly events: SessionEvents
  readonly known: () => SessionRecord
  readonly persistence: () => Persistence
  /** Settles once what is stored has been read. Never rejects. */
  readonly ready: () => Promise<void>
  /** Looks at what is stored; callers that come while a look is under way share the next one. */
  readonly look: () => Promise<void>
  /** Looks if the page may have missed a change since it last did. */
  readonly catchUp: () => Promise<void>
  /** Settles when the changes under way are stored. */
  readonly settled: () => Promise<void>
  /** Applies an event to the stored record, in one transaction; `null` when it came too late. */
  readonly commit: (event: SessionEvent) => Promise<Transition | null>
  /** Shows at once what a logout leads to; until it is committed, nothing that is stored is shown. */
  readonly beginEnding: (event: SessionEvent & { type: 'ended' }) => Transition | null
  /** Tells the other tabs what is known here. */
  readonly sayHello: () => void
  readonly heard: (version: RecordVersion) => void
  readonly slept: () => void
  readonly woke: () => void
  /** A token that was found in the storage, and of which nothing says that Cubekit put it there. */
  readonly suspect: () => string | null
  readonly trust: (token: string) => void
  readonly close: () => void
}

/** After so long, in ms, the page may have slept without having been told. */
const unseenMs = 30_000
/** A note of a logout so few epochs ahead of a session was made by somebody who knew of that session. */
const nearEpochs = 10
/** So many messages of other tabs are followed at once, and from then on one in so many ms. */
const looksAtOnce = 10
const restMs = 50

/** Makes the keeper. Does nothing until it is asked for something. */
export function createKeeper(options: KeeperOptions): Keeper {
  const { key, storages, tabs, now, onUnfinishedLogout } = options
  const store = createSessionStore()
  const events = createEvents()
  let booted: Promise<void> | null = null
  /** Logouts that are not stored yet; until they are, nothing stored may be shown. */
  let endings = 0
  /** Whether something stored was not looked at because of them. */
  let missed = false
  /** Changes of the record run one after the other, so that a sign-in finds a logout before it done. */
  let queue: Promise<unknown> = Promise.resolve()
  /** How often the page may have missed something, and up to which time it has looked since. */
  let sleeps = 0
  let seen = 0
  let seenAt = now()
  let lastLook: Promise<void> = Promise.resolve()
  let nextLook: Promise<void> | null = null
  let suspect: string | null = null
  let looksLeft = looksAtOnce
  let countedAt = seenAt
  /** Runs while there are more messages than are followed, and so not in a hidden page that is slowed down. */
  let rest: ReturnType<typeof setTimeout> | null = null
  let hasHeardMore = false

  const known = (): SessionRecord => store.getState().record
  const vault = createVault({
    key,
    storages,
    known,
    isEnding: () => endings > 0,
    onPersistence: (persistence) => events.emit('persistence', persistence),
  })
  const report = (change: SessionChange): void => events.emit('session', change)

  /** Versions only: what a host's tabs do with it is not known. */
  const announce = ({ epoch, rev }: RecordVersion): void =>
    events.callSafely(() => tabs.announce({ epoch, rev }))

  const enqueue = <T>(task: () => Promise<T>): Promise<T> => {
    const run = queue.then(task)
    queue = run.catch(() => {})
    return run
  }

  const adopt = (record: SessionRecord, from: 'here' | 'elsewhere' | 'start'): void => {
    const { record: before, expiresAt } = store.getState()
    const sameToken = before.identity?.token === record.identity?.token
    store.setState({
      phase: 'ready',
      record: withKnownUser(record, before),
      expiresAt: sameToken ? expiresAt : null,
    })
    if (from !== 'start') changesBetween(before, record, from === 'elsewhere').forEach(report)
    else if (record.identity) {
      report({ type: 'restored', reason: 'stored', user: record.identity.user, elsewhere: false })
    }
  }

  const isNotedAsOver = ({ identity, epoch }: SessionRecord): boolean =>
    identity !== null && epoch < (vault.hint()?.ended ?? 0)

  const refresh = async (): Promise<void> => {
    const { phase } = store.getState()
    // What is noted now may be done, and the note gone, by the time an old answer is here.
    const ended = vault.hint()?.ended ?? 0
    const first = await vault.read()
    const noted = vault.hint()
    // Behind its own hint, it was read before another tab was done.
    const isOld = first.record?.identity && noted && isNewer(noted, first.record)
    const { record, isLost } = isOld ? await vault.read() : first
    seenAt = now()
    if (endings > 0) {
      missed = true
      return
    }
    if (isLost) return enqueue(goOnWithoutSession)
    if (!record || !isNewer(record, known())) return
    const wasOver = record.identity && ended !== Infinity && record.epoch < ended
    if (wasOver || isNotedAsOver(record)) return onUnfinishedLogout(record.epoch)
    if (phase === 'booting' && !vault.vouchesFor(record)) suspect = record.identity?.token ?? null
    adopt(record, phase === 'booting' ? 'start' : 'elsewhere')
  }

  const isBehind = (): boolean => seen !== sleeps || Math.abs(now() - seenAt) > unseenMs

  const look = (): Promise<void> => {
    nextLook ??= lastLook.then(async () => {
      nextLook = null
      const until = sleeps
      await refresh()
      seen = Math.max(seen, until)
      if (store.getState().curtain && !isBehind()) store.setState({ curtain: null })
    })
    lastLook = nextLook
    return nextLook
  }

  /** Site data were cleared: whoever was signed in is not any more, and later records follow on this one. */
  const goOnWithoutSession = async (): Promise<void> => {
    const run = { result: known() }
    await vault.update((base) => {
      const { epoch, rev, identity } = known()
      const isSamePerson = base.identity?.user.id === identity?.user.id
      run.result = isNewer(base, known())
        ? base
        : { ...base, ...(isSamePerson ? { epoch, rev: rev + 1 } : { epoch: epoch + 1, rev: 0 }) }
      return run.result
    })
    if (endings > 0) return
    adopt(run.result, 'elsewhere')
    vault.noteStored(false)
    announce(run.result)
  }

  const commit = (event: SessionEvent): Promise<Transition | null> =>
    enqueue(async () => {
      const run: { base: SessionRecord; outcome: Transition | null } = { base: known(), outcome: null }
      await vault.update((base) => {
        run.base = base
        run.outcome = transition(base, event)
        return run.outcome?.record ?? null
      })
      if (event.type === 'ended' && --endings === 0 && missed) {
        missed = false
        void look()
      }
      const result = run.outcome?.record ?? run.base
      const isChanged = isNewer(result, run.base)
      if (endings === 0 && !isNewer(known(), result)) adopt(result, run.outcome ? 'here' : 'elsewhere')
      if (event.type === 'ended' || event.type === 'signed-in') {
        // In memory, it could not be stored that this ended whoever is stored.
        if (storages.length > 0 && vault.persistence() === 'memory')
          vault.markEnded(vault.wasRead() ? known().epoch : Infinity)
        else {
          // A logout may still be waiting to be stored. A sign-in wipes a note that is far ahead of it: that was made
          // where nothing could be stored, or has outlived what was.
          const { ended = 0 } = vault.hint() ?? {}
          const isFar = event.type === 'signed-in' && ended > known().epoch + nearEpochs
          const isOver = !isFar && isNotedAsOver(known())
          vault.noteStored(endings === 0 && !isOver)
          if (endings === 0 && isOver) onUnfinishedLogout(known().epoch)
        }
      } else if (isChanged) vault.noteStored(false)
      if (isChanged) announce(result)
      return run.outcome
    })

  const wake = async (): Promise<void> => {
    sleeps++
    const { phase, record } = store.getState()
    const noted = vault.hint()
    // Before anything is awaited: the page must not show for a moment who has left while it slept.
    if (phase === 'ready' && record.identity && noted && vault.persistence() === 'durable') {
      if (isNotedAsOver(record)) onUnfinishedLogout(record.epoch)
      else if (noted.epoch > record.epoch) {
        store.setState({ curtain: noted.isSomebody ? 'loading' : 'signed-out' })
      }
    }
    if (vault.persistence() === 'durable') return look()
    await enqueue(vault.recover)
    await look()
    // The hint would vouch for it from then on.
    if (suspect === null) vault.noteStored(false)
    announce(known())
  }

  /** As often as others have news; but a page that floods the tabs with messages must not keep them reading. */
  const lookForHint = (): void => {
    const at = now()
    looksLeft = Math.min(looksAtOnce, looksLeft + Math.abs(at - countedAt) / restMs)
    countedAt = at
    hasHeardMore = looksLeft < 1
    if (!hasHeardMore) {
      looksLeft--
      clearTimeout(rest ?? undefined)
      rest = null
      void look()
      return
    }
    rest ??= setTimeout(() => {
      rest = null
      looksLeft = Math.max(looksLeft, 1)
      lookForHint()
    }, restMs)
  }

  return {
    store,
    events,
    known,
    persistence: vault.persistence,
    look,
    commit,
    async settled() {
      for (let last; last !== queue;) await (last = queue)
    },

    ready() {
      booted ??= look().then(() => {
        if (store.getState().phase === 'booting') store.setState({ phase: 'ready' })
      })
      return booted
    },

    async catchUp() {
      if (hasHeardMore) {
        // Once, and not as long as there are messages: a flood must not keep requests waiting.
        hasHeardMore = false
        await look()
      }
      while (isBehind()) await look()
    },

    beginEnding(event) {
      endings++
      const { phase, record } = store.getState()
      const ended = transition(record, event)
      if (ended) {
        // What was never read may be of any epoch, and a sign-in that is being stored is one ahead of what is known.
        const isKnown = phase === 'ready' && vault.wasRead()
        const upTo = event.upTo ?? (isKnown ? ended.record.epoch : Infinity)
        vault.markEnded(upTo + 1)
        store.setState({ phase: 'ready', record: ended.record, expiresAt: null, isStale: false })
        changesBetween(record, ended.record, false).forEach(report)
      }
      return ended
    },

    heard(version) {
      if (endings === 0 && !isNewer(version, known())) return
      lookForHint()
    },
    sayHello: () => announce(known()),
    slept: () => void sleeps++,
    woke: () => void wake(),

    suspect: () => suspect,
    trust(token) {
      if (suspect === token) suspect = null
    },

    close() {
      clearTimeout(rest ?? undefined)
      rest = null
      hasHeardMore = false
      vault.close()
    },
  }
}

/** Keeps the very object of a user who has not changed, so that nobody renders for it. */
function withKnownUser(record: SessionRecord, { identity: known }: SessionRecord): SessionRecord {
  const { identity } = record
  if (!identity || !known || JSON.stringify(identity.user) !== JSON.stringify(known.user)) return record
  return { ...record, identity: { ...identity, user: known.user } }
}
