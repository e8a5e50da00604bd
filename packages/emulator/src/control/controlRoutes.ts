import type { EmulatorSnapshot } from '../db/database.ts'
import type { Parameters } from '../rules/parameters.ts'
import { ControlError } from './ControlError.ts'
import type { Controlled } from './Controlled.ts'
import { describeFaults } from './describeFaults.ts'
import { describeState, type StateQuery } from './describeState.ts'
import { readFault } from './readFault.ts'
import { refuseOthers } from './refuseOthers.ts'
import { nextChange } from './nextChange.ts'

/** One request to the controls. */
export interface ControlCall extends Controlled {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Parameters
  /** The body as it was sent. */
  readonly json: unknown
  readonly signal: AbortSignal
}

/** A control: what it answers is sent as JSON. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  handle(call: ControlCall): object | Promise<object>
}

/** Every control the emulator has. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: 'state',
    async handle(call) {
      const { query } = call
      const asked: StateQuery = { search: query.get('search') ?? '' }
      const since = query.get('since')
      const revision = await nextChange(call, since === null ? null : Number(since), call.signal)
      return { revision, ...describeState(call, asked) }
    },
  },
  { method: 'GET', path: 'faults', handle: ({ faults }) => ({ faults: describeFaults(faults) }) },
  {
    method: 'POST',
    path: 'faults',
    handle({ faults, body }) {
      faults.add(readFault(body))
      return { faults: describeFaults(faults) }
    },
  },
  {
    method: 'DELETE',
    path: 'faults',
    handle({ faults }) {
      faults.clear()
      return { faults: [] }
    },
  },
  {
    method: 'DELETE',
    path: 'faults/:id{[0-9]+}',
    handle({ faults, params }) {
      if (!faults.remove(Number(params['id']))) throw new ControlError(404, 'There is no such fault.')
      return { faults: describeFaults(faults) }
    },
  },
  {
    method: 'POST',
    path: 'expire',
    handle({ emulator, body, json }) {
      if (Array.isArray(json)) throw new ControlError(422, 'The body must be an object, or nothing.')
      refuseOthers(body, ['userId', 'sessionId'])
      const userId = optionalNumber(body, 'userId')
      const sessionId = optionalNumber(body, 'sessionId')
      emulator.expireSessions({
        ...(userId === undefined ? {} : { userId }),
        ...(sessionId === undefined ? {} : { sessionId }),
      })
      return {}
    },
  },
  { method: 'GET', path: 'clock', handle: ({ emulator }) => ({ now: emulator.clock.now() }) },
  {
    method: 'POST',
    path: 'clock',
    handle({ emulator: { clock }, body }) {
      moveClock(clock, body)
      return { now: clock.now() }
    },
  },
  {
    method: 'POST',
    path: 'reset',
    handle({ emulator }) {
      emulator.reset()
      return {}
    },
  },
  { method: 'GET', path: 'snapshot', handle: ({ emulator }) => emulator.snapshot() },
  {
    method: 'POST',
    path: 'restore',
    handle({ emulator, json }) {
      const before = emulator.snapshot()
      try {
        emulator.restore(asSnapshot(json))
      } catch (error) {
        emulator.restore(before)
        throw new ControlError(422, error instanceof Error ? error.message : String(error))
      }
      return {}
    },
  },
  { method: 'GET', path: 'log', handle: ({ emulator }) => ({ log: emulator.log }) },
  {
    method: 'DELETE',
    path: 'log',
    handle({ journal }) {
      journal.clear()
      return {}
    },
  },
  { method: 'GET', path: 'outbox', handle: ({ emulator }) => ({ mails: emulator.outbox }) },
  {
    method: 'DELETE',
    path: 'outbox',
    handle({ outbox }) {
      outbox.clear()
      return {}
    },
  },
]

function optionalNumber(body: Parameters, name: string): number | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new ControlError(422, `"${name}" must be a whole number.`)
}

function moveClock(clock: ControlCall['emulator']['clock'], body: Parameters): void {
  const { advance, set, skew } = body
  try {
    if (typeof advance === 'number') return clock.advance(advance)
    if (typeof skew === 'number') return clock.skew(skew)
    if (typeof set === 'number' || typeof set === 'string') return clock.set(new Date(set))
  } catch (error) {
    throw new ControlError(422, error instanceof Error ? error.message : String(error))
  }
  throw new ControlError(
    422,
    'Give { "advance": ms }, { "skew": ms } or { "set": time }, a time as ISO 8601 or in milliseconds.',
  )
}

function asSnapshot(json: unknown): EmulatorSnapshot {
  if (isSnapshot(json)) return json
  throw new Error('This is no snapshot.')
}

function isSnapshot(json: unknown): json is EmulatorSnapshot {
  return typeof json === 'object' && json !== null && 'version' in json && 'fingerprint' in json
}
