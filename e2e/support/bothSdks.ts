import {
  connectCubeSdk,
  createCubeClient,
  type CubeClient,
  type CubeClientOptions,
  unsigned,
} from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import type OfficialSdk from 'connectycube'
import { createRequire } from 'node:module'
import { afterEach, beforeEach, expect, onTestFinished, vi } from 'vitest'

const sdk: typeof OfficialSdk = createRequire(import.meta.url)('connectycube')

/** The official SDK, unchanged. It is required, not imported, because that is what its declarations describe. */
export const ConnectyCube: (typeof OfficialSdk)['default'] = sdk.default

/** What the SDK's callers get when their session has expired. */
export const noSession = { code: 401, info: { errors: { base: ['Required session does not exist'] } } }

export let emulator: EmulatorServer
export let client: CubeClient
/** What was printed; a test that expects something must take it out. */
export const printed = vi.fn<(...args: unknown[]) => void>()
/** The app's own callback in the SDK's settings. */
export const sessionExpired = vi.fn<() => void>()

/** Before each test of a file: an emulator, the SDK, and a client of Cubekit. */
export function setUpBothSdks(): void {
  beforeEach(async () => {
    for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation(printed)
    }
    emulator = await startEmulator({
      users: 20,
      providers: {
        facebook: acceptTokens({ 'token-of-ada': { uid: '42', full_name: 'Ada Lovelace' } }),
        firebase_phone: acceptTokens({ 'id-token': { uid: 'f8', phone: '+441632960961' } }),
      },
    })
    initSdk()
    client = open()
  })
  afterEach(async () => {
    await emulator.stop()
    expect(printed).not.toHaveBeenCalled()
    expect(sessionExpired).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
}

/** Initialises the SDK as an app does. It keeps its settings in one place for the whole process. */
export function initSdk(settings: { appId?: number; url?: string; chatUrl?: string } = {}): void {
  const { appId = emulator.clientOptions.appId, url = emulator.url, chatUrl } = settings
  ConnectyCube.init(
    { appId, authKey: emulator.keys.authKey },
    {
      endpoints: { api: '127.0.0.1', chat: '127.0.0.1', api_url: url, ...(chatUrl && { chat_url: chatUrl }) },
      debug: { mode: 0 },
      on: { sessionExpired },
    },
  )
}

/** Another client of Cubekit. */
export function open(options: Partial<CubeClientOptions> = {}): CubeClient {
  const { appId } = emulator.clientOptions
  const { authKey } = emulator.keys
  return createCubeClient({ appId, apiUrl: emulator.url, signer: unsigned({ authKey }), ...options })
}

/** Connects until the end of the test. */
export function connect(to: CubeClient = client): () => void {
  const disconnect = connectCubeSdk(to, ConnectyCube)
  onTestFinished(disconnect)
  return disconnect
}

export function person(index = 0): EmulatorServer['people'][number] {
  const seeded = emulator.people[index]
  if (seeded === undefined) throw new Error(`There is no seeded person ${index}.`)
  return seeded
}

export function credentialsOf(index = 0): { login: string; password: string } {
  const { login, password } = person(index)
  return { login, password }
}

/** Somebody reads about a person through the SDK. */
export function readBySdk(index = 1): Promise<unknown> {
  return ConnectyCube.users.getV2({ id: person(index).id })
}

/** What they read. */
export function found(index = 1): object {
  return { total_entries: 1, items: [{ id: person(index).id }] }
}

export function requests(): string[] {
  return emulator.log.map(({ method, path }) => `${method} ${path}`)
}

/** How often a session was asked for. */
export function opened(): number {
  return requests().filter((request) => request === 'POST /session').length
}

/** Whose the sessions are that the server has. */
export function usersOfSessions(): (number | null)[] {
  return emulator.db.sessions.list().map(({ userId }) => userId)
}

/** Settles once one more request has arrived; in a list, since what it settles later is not awaited. */
export async function sentOneMore(begin: () => Promise<unknown>): Promise<Promise<unknown>[]> {
  const before = emulator.log.length
  const promise = begin()
  promise.catch(() => {})
  await expect.poll(() => emulator.log.length).toBeGreaterThan(before)
  return [promise]
}
