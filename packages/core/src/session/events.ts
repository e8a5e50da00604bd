import type { SessionChange } from './change.ts'
import type { Persistence } from './vault.ts'

/** What a client reports, by name. */
export interface ClientEvents {
  readonly session: SessionChange
  readonly persistence: Persistence
}

/** Hands out what happens to whoever listens. */
export interface SessionEvents {
  /**
   * Calls `listener` whenever it happens.
   * @returns A function that ends it.
   */
  readonly on: <Name extends keyof ClientEvents>(
    name: Name,
    listener: (event: ClientEvents[Name]) => void,
  ) => () => void
  readonly emit: <Name extends keyof ClientEvents>(name: Name, event: ClientEvents[Name]) => void
  /** Calls a host's function; what it throws reaches the host's error handling, and nobody else. */
  readonly callSafely: (call: () => void) => void
}

/** Makes the list of listeners. */
export function createEvents(): SessionEvents {
  const listeners: { [Name in keyof ClientEvents]: Set<(event: ClientEvents[Name]) => void> } = {
    session: new Set(),
    persistence: new Set(),
  }
  return {
    on(name, listener) {
      // A function of its own, so that one listener can listen twice and end once.
      const entry = (event: Parameters<typeof listener>[0]): void => listener(event)
      listeners[name].add(entry)
      return () => void listeners[name].delete(entry)
    },
    emit(name, event) {
      // Whoever begins to listen now did not miss this one.
      const present = [...listeners[name]]
      for (const listener of present) callSafely(() => listener(event))
    },
    callSafely,
  }
}

/** Calls what the host has given; what it throws is no failure of ours. */
export function callSafely(call: () => void): void {
  try {
    call()
  } catch (error) {
    // The host's error handling gets it, as if it had been thrown in an event handler.
    queueMicrotask(() => {
      throw error
    })
  }
}
