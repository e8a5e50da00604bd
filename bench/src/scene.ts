import {
  createCubeClient,
  type CubeClient,
  type CubeClientOptions,
  localSigner,
  memoryStorage,
} from '@cubekit/core'
import type { Emulator } from '@cubekit/emulator'
import { type EmulatorServer, startEmulator } from '@cubekit/emulator/node'

/** Runs a measurement on a server of its own, over HTTP. */
export async function withEmulator<T>(work: (emulator: EmulatorServer) => Promise<T>): Promise<T> {
  const emulator = await startEmulator()
  try {
    return await work(emulator)
  } finally {
    await emulator.stop()
  }
}

/** A client of that server that keeps its session in memory. */
export function clientOf(emulator: Emulator, options: Partial<CubeClientOptions> = {}): CubeClient {
  return createCubeClient({
    ...emulator.clientOptions,
    signer: localSigner(emulator.keys),
    storage: memoryStorage(),
    ...options,
  })
}

/** One of the seeded people; the index wraps around. */
function personAt(emulator: Emulator, index: number): Emulator['people'][number] {
  const person = emulator.people[index % emulator.people.length]
  if (!person) throw new Error('The emulator has no people.')
  return person
}

export function idAt(emulator: Emulator, index: number): number {
  return personAt(emulator, index).id
}

/** What that person types. */
export function credentialsAt(emulator: Emulator, index: number): { login: string; password: string } {
  const { login, password } = personAt(emulator, index)
  return { login, password }
}
