import type { AsyncStorageLike } from '../../src/session/stores/asyncStorage.ts'
import type { SecureStoreLike } from '../../src/session/stores/secureStorage.ts'

/** A telephone on which apps keep texts, and which can kill them. */
export interface Device {
  /** AsyncStorage, as the app that runs has it. */
  asyncStore(): AsyncStorageLike
  /** SecureStore, as strict as Expo's. */
  secureStore(): SecureStoreLike
  /** All names under which something is kept. */
  names(): string[]
  /** All texts that are kept. */
  texts(): string[]
  /** How many calls there were. */
  calls(): number
  /** After so many more calls none is answered any more; whether the last one still has an effect. */
  killAfter(calls: number, isApplied: boolean): void
  /** Settles when a call went unanswered. */
  readonly killed: Promise<'killed'>
  /** Starts the app anew; calls that went unanswered stay so. */
  restart(): void
  /** After so many more writes all fail, as on a full device. Deleting still works. */
  failWritesAfter(writes: number): void
  /** Whether reading fails, as from a keychain that is locked. */
  failReads(fails: boolean): void
  /** Holds the next call of a kind; gives what lets it go on. */
  hold(kind: 'get' | 'set' | 'delete'): () => void
  /** Replaces everything that is kept. */
  damage(text: string): void
  /** Replaces or deletes one. */
  spoil(name: string, text: string | null): void
}

interface Started {
  readonly asyncStore: AsyncStorageLike
  readonly secureStore: SecureStoreLike
}

/** A device that holds nothing yet. */
export function createDevice(): Device {
  const texts = new Map<string, string>()
  const killed = Promise.withResolvers<'killed'>()
  let life = 0
  let calls = 0
  let lastCall = Infinity
  let lastIsApplied = false
  let writesLeft = Infinity
  let readsFail = false
  let held: { kind: string; until: Promise<void> } | null = null

  const call = async <T>(kind: 'get' | 'set' | 'delete', bornIn: number, work: () => T): Promise<T> => {
    await Promise.resolve()
    calls++
    const isDead = bornIn !== life || calls > lastCall
    if (isDead) {
      if (bornIn === life && lastIsApplied && calls === lastCall + 1) work()
      killed.resolve('killed')
      return new Promise<T>(() => {})
    }
    if (held?.kind === kind) {
      const { until } = held
      held = null
      await until
    }
    if (kind === 'set' && --writesLeft < 0) throw new Error('No space left on device')
    if (kind === 'get' && readsFail) throw new Error('User interaction is not allowed')
    return work()
  }

  const makeCalls = () => {
    const bornIn = life
    return {
      get: (name: string) => call('get', bornIn, () => texts.get(name) ?? null),
      set: (name: string, text: string) => call('set', bornIn, () => void texts.set(name, text)),
      remove: (name: string) => call('delete', bornIn, () => void texts.delete(name)),
    }
  }

  const start = (): Started => {
    const { get, set, remove } = makeCalls()
    return {
      asyncStore: { getItem: get, setItem: set, removeItem: remove },
      secureStore: {
        getItemAsync: async (name) => get(checkedName(name)),
        async setItemAsync(name, text) {
          if (new TextEncoder().encode(text).length > 2048) throw new Error('Value is larger than 2048 bytes')
          await set(checkedName(name), text)
        },
        deleteItemAsync: async (name) => remove(checkedName(name)),
      },
    }
  }
  let app = start()

  return {
    asyncStore: () => app.asyncStore,
    secureStore: () => app.secureStore,

    names: () => [...texts.keys()],
    texts: () => [...texts.values()],
    calls: () => calls,
    killAfter(more, isApplied) {
      lastCall = calls + more
      lastIsApplied = isApplied
    },
    killed: killed.promise,
    restart() {
      life++
      app = start()
      lastCall = Infinity
    },
    failWritesAfter(writes) {
      writesLeft = writes
    },
    failReads(fails) {
      readsFail = fails
    },
    hold(kind) {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = { kind, until: promise }
      return resolve
    },
    damage(text) {
      for (const name of texts.keys()) texts.set(name, text)
    },
    spoil(name, text) {
      if (text === null) texts.delete(name)
      else texts.set(name, text)
    },
  }
}

function checkedName(name: string): string {
  if (!/^[\w.-]+$/.test(name)) throw new Error('Invalid key provided to SecureStore')
  return name
}
