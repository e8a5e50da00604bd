import {
  avatarUid,
  type CubeClient,
  CubeError,
  type CubeUser,
  isCubeError,
  isSameScope,
  restoreAvatar,
  type Scope,
} from '@cubekit/core'

/** A change of the avatar that can be undone. */
export interface AvatarUndoable {
  /** The hook that has made it, and alone offers to undo it. */
  readonly owner: object
  /** On whose behalf it was made. */
  readonly scope: Scope
  /** What was attached; when the profile names something else by now, there is nothing to undo. */
  readonly uid: string | null
  /** What the profile named before. */
  readonly previous: string | null
  /** For how long, in ms. */
  readonly undoMs: number
  /** Deletes the picture before. */
  readonly sweep: () => void
}

/** The last change of one client's avatar: with the next, the pictures before go for good. */
export interface AvatarUndoStore {
  readonly subscribe: (listener: () => void) => () => void
  readonly canUndo: (owner: object) => boolean
  /** Starts the time. When it is over, the picture before is deleted. */
  readonly begin: (undoable: AvatarUndoable) => void
  /** Another change is under way. */
  readonly forget: () => void
  readonly undo: (owner: object) => Promise<CubeUser>
  readonly hold: (owner: object, isHeld: boolean) => void
  /** Nobody is there any more who could undo it. */
  readonly leave: (owner: object) => void
}

/** After having been held, a change can be undone for so long, in ms, at least. */
const leastMs = 3000

const stores = new WeakMap<CubeClient, AvatarUndoStore>()

/** One per client. */
export function avatarUndoStore(client: CubeClient): AvatarUndoStore {
  const store = stores.get(client) ?? createStore(client)
  stores.set(client, store)
  return store
}

function createStore(client: CubeClient): AvatarUndoStore {
  const listeners = new Set<() => void>()
  let current: AvatarUndoable | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let end = 0
  /** What is left of the time while it is held. */
  let heldMs: number | null = null

  const isOurs = ({ scope }: AvatarUndoable): boolean => isSameScope(scope, client.scope())
  const set = (undoable: AvatarUndoable | null): void => {
    clearTimeout(timer)
    heldMs = null
    current = undoable
    for (const listener of listeners) listener()
  }
  const finish = (undoable: AvatarUndoable): void => {
    if (current === undoable) set(null)
    // Of somebody who has left, it goes when they are back.
    if (isOurs(undoable)) undoable.sweep()
  }
  const run = (undoable: AvatarUndoable, ms: number): void => {
    end = Date.now() + ms
    timer = setTimeout(finish, ms, undoable)
  }
  const begin = (undoable: AvatarUndoable): void => {
    set(undoable)
    run(undoable, undoable.undoMs)
  }
  /** Another tab, or the app itself, may have put something in its place. */
  const isWorn = ({ uid }: AvatarUndoable): boolean => {
    const { user } = client.getSession()
    return user !== null && avatarUid(client, user) === uid
  }
  const canUndo = (owner: object): boolean =>
    current !== null && current.owner === owner && isOurs(current) && isWorn(current)

  return {
    subscribe(listener) {
      const entry = (): void => listener()
      const unsubscribe = client.subscribe(entry)
      listeners.add(entry)
      return () => {
        unsubscribe()
        listeners.delete(entry)
      }
    },
    canUndo,
    begin,
    forget: () => set(null),

    async undo(owner) {
      const undoable = current
      if (!undoable || !canUndo(owner)) throw new CubeError('not-found')
      set(null)
      try {
        return await restoreAvatar(client, undoable.previous, { insteadOf: undoable.uid })
      } catch (error) {
        if (isCubeError(error, 'not-found')) finish(undoable)
        else if (current === null && isOurs(undoable)) begin(undoable)
        throw error
      }
    },

    hold(owner, isHeld) {
      if (current?.owner !== owner || isHeld === (heldMs !== null)) return
      if (isHeld) {
        clearTimeout(timer)
        heldMs = end - Date.now()
      } else {
        const ms = Math.max(leastMs, heldMs ?? 0)
        heldMs = null
        run(current, ms)
      }
    },

    leave(owner) {
      if (current?.owner === owner) finish(current)
    },
  }
}
