import type { Watch } from './watch.ts'

/** Somebody at a provider, as `provider uid`, and the user they are. */
export type Identity = readonly [identity: string, userId: number]

/** Who has come through a provider before. The users may be deleted since: ids are never given twice. */
export interface Identities {
  find(provider: string, uid: string): number | undefined
  link(provider: string, uid: string, userId: number): void
  reset(): void
  save(): readonly Identity[]
  load(state: readonly Identity[]): void
  /** Those linked since it was last asked; `null` when there are none. */
  takeChanges(): readonly Identity[] | null
  apply(changes: readonly Identity[]): void
}

/** Nobody yet. */
export function createIdentities(watch: Watch): Identities {
  const touched = watch.table<string>()
  let users = new Map<string, number>()
  const nameOf = (provider: string, uid: string): string => `${provider} ${uid}`
  return {
    find: (provider, uid) => users.get(nameOf(provider, uid)),
    link(provider, uid, userId) {
      const name = nameOf(provider, uid)
      users.set(name, userId)
      touched.note(name)
    },
    reset() {
      users.clear()
      watch.replaced()
    },
    save: () => [...users],
    load(state) {
      users = new Map(state)
      watch.replaced()
    },
    takeChanges() {
      const linked = touched.take().flatMap((name): Identity[] => {
        const userId = users.get(name)
        return userId === undefined ? [] : [[name, userId]]
      })
      return linked.length === 0 ? null : linked
    },
    apply(changes) {
      for (const [name, userId] of changes) users.set(name, userId)
    },
  }
}
