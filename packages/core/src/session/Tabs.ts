/** Which of two records is the later one; see `SessionRecord`. */
export interface RecordVersion {
  readonly epoch: number
  readonly rev: number
}

/** What a client wants to hear of the page it runs in, and of the other tabs. */
export interface TabsListener {
  /** Another tab says that this version is stored: a hint to look, never data. */
  readonly changed: (version: RecordVersion) => void
  /** From now on the page may miss something: it is about to be frozen, hidden or put aside. */
  readonly slept: () => void
  /** The page is back. */
  readonly woke: () => void
  /** The network seems to be back. */
  readonly online: () => void
}

/**
 * What is around a client: other tabs of the same origin, and the page's own sleep.
 *
 * Nothing relies on it but speed and economy: a message that is lost, doubled or forged, or a lock that is
 * never granted, costs a request or a moment, never a session. `browserTabs` is the default in browsers; other
 * hosts, such as React Native with its `AppState`, can bring their own.
 */
export interface Tabs {
  /** Tells the other tabs what is stored now. */
  readonly announce: (version: RecordVersion) => void
  /**
   * Begins to listen.
   * @returns A function that ends it and leaves nothing behind.
   */
  readonly listen: (listener: TabsListener) => () => void
  /** Runs `work` while no other tab runs its own; after a while of waiting runs it all the same. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  /** Whether the person can see the page. */
  readonly isVisible: () => boolean
}

/** For hosts with neither tabs nor pages. */
export const noTabs: Tabs = {
  announce() {},
  listen: () => () => {},
  alone: (work) => work(),
  isVisible: () => true,
}
