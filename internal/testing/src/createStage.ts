import {
  createCubeClient,
  type CubeClient,
  type CubeClientOptions,
  localSigner,
  memoryStorage,
} from '@cubekit/core'
import { createEmulator, type Emulator, type EmulatorOptions, type SeededPerson } from '@cubekit/emulator'
import { type HeldAnswers, holdAnswers } from './holdAnswers.ts'

/** A server, a client, and somebody who can sign in. */
export interface Stage {
  readonly emulator: Emulator
  readonly client: CubeClient
  readonly person: SeededPerson
  readonly otherPerson: SeededPerson
  /** Another client on the same server and storage: the page after a reload, or another tab. */
  open(options?: Partial<CubeClientOptions>): CubeClient
  /** See {@link HeldAnswers}. */
  readonly hold: HeldAnswers['hold']
  /** The requests so far, as `METHOD /path`. */
  requests(): string[]
}

/** What a stage is made of, where it differs from the usual. */
export interface StageOptions {
  readonly emulator?: EmulatorOptions
  readonly client?: Partial<CubeClientOptions>
}

/** Sets the stage for a test. Everything on it belongs to this test alone. */
export function createStage(options: StageOptions = {}): Stage {
  const emulator = createEmulator(options.emulator)
  const [person, otherPerson] = emulator.people
  if (!person || !otherPerson) throw new Error('A stage needs two people.')
  const storage = memoryStorage()
  const { fetch, hold } = holdAnswers(emulator)
  const open: Stage['open'] = (more) =>
    createCubeClient({
      ...emulator.clientOptions,
      fetch,
      signer: localSigner(emulator.keys),
      storage,
      now: emulator.clock.now,
      ...options.client,
      ...more,
    })
  return {
    emulator,
    client: open(),
    person,
    otherPerson,
    open,
    hold,
    requests: () => emulator.log.map(({ method, path }) => `${method} ${path}`),
  }
}
