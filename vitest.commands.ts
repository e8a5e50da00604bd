import type { BrowserCommand } from 'vitest/node'
import type { Fault, LogEntry } from './packages/emulator/src/index.ts'
import type { EmulatorServer } from './packages/emulator/src/node/index.ts'

/** An emulator in Node that a page can reach over HTTP. */
export interface ServedStage {
  readonly apiUrl: string
  readonly appId: number
  readonly keys: { readonly authKey: string; readonly authSecret: string }
  readonly person: { readonly login: string; readonly password: string }
}

/** What is in it. */
export interface ServedState {
  readonly log: readonly LogEntry[]
  readonly files: readonly {
    readonly id: number
    readonly size: number | null
    readonly stored: number | null
  }[]
}

const servers = new Map<string, EmulatorServer>()

const serveEmulator: BrowserCommand = async (): Promise<ServedStage> => {
  const { startEmulator } = await import('./packages/emulator/src/node/index.ts')
  const emulator = await startEmulator()
  servers.set(emulator.url, emulator)
  const [person] = emulator.people
  if (!person) throw new Error('An emulator without people.')
  const { appId } = emulator.clientOptions
  return { apiUrl: emulator.url, appId, keys: emulator.keys, person }
}

const addFault: BrowserCommand<[url: string, fault: Fault]> = (_, url, fault) => {
  servers.get(url)?.faults.add(fault)
}

const lookAtEmulator: BrowserCommand<[url: string]> = (_, url): ServedState => {
  const emulator = servers.get(url)
  const files = [...(emulator?.db.blobs.list() ?? [])]
  return {
    log: [...(emulator?.log ?? [])],
    files: files.map(({ id, size, object }) => ({ id, size, stored: object?.size ?? null })),
  }
}

const stopEmulator: BrowserCommand<[url: string]> = async (_, url) => {
  await servers.get(url)?.stop()
  servers.delete(url)
}

/** What browser tests can ask of Node: emulators behind a real server. */
export const emulatorCommands = { serveEmulator, addFault, lookAtEmulator, stopEmulator }

declare module 'vitest/browser' {
  interface BrowserCommands {
    serveEmulator: () => Promise<ServedStage>
    addFault: (url: string, fault: Fault) => Promise<void>
    lookAtEmulator: (url: string) => Promise<ServedState>
    stopEmulator: (url: string) => Promise<void>
  }
}
