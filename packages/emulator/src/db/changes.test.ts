import fc from 'fast-check'
import { expect, it } from 'vitest'
import { apiOf, at } from '../../test/api.ts'
import { createFile, upload } from '../../test/files.ts'
import { assembleEmulator, type EmulatorState } from '../assembleEmulator.ts'
import type { EmulatorSnapshot } from './database.ts'
import { sign } from '../rules/signature.ts'

type Step =
  | {
      readonly kind: 'session' | 'guest' | 'signed' | 'logout' | 'destroy' | 'signUp' | 'ask'
      readonly who: number
    }
  | {
      readonly kind: 'rename' | 'password' | 'deleteUser' | 'file' | 'upload' | 'deleteFile'
      readonly who: number
    }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'reset' | 'restore' | 'expire' }

const who = fc.nat(4)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('session' as const), who }) },
  ...(['guest', 'signed', 'logout', 'destroy', 'signUp', 'ask'] as const).map((kind) =>
    fc.record({ kind: fc.constant(kind), who }),
  ),
  ...(['rename', 'password', 'deleteUser', 'file', 'upload', 'deleteFile'] as const).map((kind) =>
    fc.record({ kind: fc.constant(kind), who }),
  ),
  fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(0.1, 1.9, 2, 25) }),
  fc.record({ kind: fc.constantFrom('reset' as const, 'restore' as const, 'expire' as const) }),
)

it(
  'the changes of each request, applied elsewhere, give the same state there',
  { timeout: 60_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), follow), { numRuns: 150 })
  },
)

async function follow(steps: readonly Step[]): Promise<void> {
  const options = { users: 5, clock: { now: () => Date.UTC(2026, 0, 15, 12) } }
  const states: EmulatorState[] = []
  const keepState = (
    state: EmulatorState,
  ): { around: (run: () => Promise<Response>) => Promise<Response>; change(make: () => void): void } => {
    states.push(state)
    return { around: (run) => run(), change: (make) => make() }
  }
  const emulator = assembleEmulator(options, keepState)
  assembleEmulator(options, keepState)
  const [here, there] = states
  if (here === undefined || there === undefined) throw new Error('There are no states.')
  here.watch()

  const api = apiOf(emulator)
  const tokens = new Map<number, string>()
  const files = new Map<number, { id: number; params: string }>()
  const snapshots: EmulatorSnapshot[] = [emulator.snapshot()]
  let nonce = 0

  async function take(step: Step): Promise<void> {
    if (step.kind === 'wait') return emulator.clock.advance(step.hours * 3_600_000)
    if (step.kind === 'reset') return emulator.reset()
    if (step.kind === 'expire') return emulator.expireSessions()
    if (step.kind === 'restore')
      return emulator.restore(snapshots[Math.floor(snapshots.length / 2)] ?? emulator.snapshot())
    if (!('who' in step)) throw new Error('There is no such step.')
    const person = emulator.people[step.who]
    if (person === undefined) throw new Error('There is nobody.')
    const token = tokens.get(step.who) ?? ''
    const file = files.get(step.who)
    const put = (user: object): Promise<unknown> =>
      emulator.fetch(`/users/${person.id}`, {
        method: 'PUT',
        headers: { 'CB-Token': token, 'Content-Type': 'application/json' },
        body: JSON.stringify({ user }),
      })
    switch (step.kind) {
      case 'session': {
        const { body } = await api.session({ user: { login: person.login, password: person.password } })
        const made = at(body, 'session', 'token')
        if (typeof made === 'string') tokens.set(step.who, made)
        return
      }
      case 'guest':
        return void (await api.session({ user: { guest: '1', full_name: 'Olof' } }))
      case 'signed': {
        const timestamp = Math.floor(emulator.clock.now() / 1000)
        const fields = { application_id: 1, auth_key: emulator.keys.authKey, nonce: nonce++, timestamp }
        return void (await api.post('/session', {
          ...fields,
          signature: sign(fields, emulator.keys.authSecret),
        }))
      }
      case 'logout':
        return void (await api.delete('/login', token))
      case 'destroy':
        return void (await api.delete('/session', token))
      case 'signUp':
        return void (await api.post(
          '/users',
          { user: { login: `newcomer${nonce++}`, password: 'secret-enough' } },
          token,
        ))
      case 'ask':
        return void (await api.get(`/users/${person.id}`, token))
      case 'rename':
        return void (await put({ full_name: `Name ${nonce++}` }))
      case 'password':
        return void (await put({ password: 'another-password', old_password: person.password }))
      case 'deleteUser':
        return void (await api.delete(`/users/${person.id}`, token))
      case 'file':
        return void (await createFile(api, token).then(
          (made) => files.set(step.who, made),
          () => undefined,
        ))
      case 'upload':
        if (file === undefined) return
        await upload(emulator, file.params, `content ${nonce++}`)
        return void (await api.post(`/blobs/${file.id}/complete`, { size: 9 }, token))
      case 'deleteFile':
        return void (await api.delete(`/blobs/${file?.id ?? 0}`, token))
    }
  }

  for (const step of steps) {
    await take(step)
    snapshots.push(emulator.snapshot())
    const changes = here.takeChanges()
    // Through JSON, as a file has it.
    if (changes === 'everything') there.write(JSON.parse(JSON.stringify(here.read())))
    else there.apply(JSON.parse(JSON.stringify(changes)))
    expect([step.kind, there.read()]).toEqual([step.kind, JSON.parse(JSON.stringify(here.read()))])
  }
}
