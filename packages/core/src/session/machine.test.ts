import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseUser } from '../wire/user.ts'
import { type SessionEvent, transition } from './machine.ts'
import { emptyRecord, isNewer, parseRecord, type SessionRecord } from './record.ts'

const userIds = fc.integer({ min: 1, max: 3 })
const tokens = fc.constantFrom('t1', 't2', 't3')
const epochs = fc.integer({ min: 0, max: 4 })

const events: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom('user' as const, 'guest' as const),
      id: userIds,
      token: tokens,
      since: epochs,
    })
    .map(({ kind, id, token, since }) => ({
      type: 'signed-in' as const,
      identity: { kind, user: parseUser({ id }), token },
      since,
    })),
  fc.record({ type: fc.constant('app-opened' as const), token: tokens, replaces: fc.option(tokens) }),
  fc.record({ type: fc.constant('refused' as const), token: tokens }),
  fc
    .record({ id: userIds, full_name: fc.constantFrom('Ada', 'Grace'), since: epochs })
    .map(({ since, ...user }) => ({ type: 'user-read' as const, user: parseUser(user), since })),
  fc.record({ type: fc.constant('ended' as const), everything: fc.boolean() }),
)

/** All records that a run of events goes through, oldest first. */
function run(history: readonly SessionEvent[]): { record: SessionRecord; event: SessionEvent | null }[] {
  const records: { record: SessionRecord; event: SessionEvent | null }[] = [
    { record: emptyRecord, event: null },
  ]
  for (const event of history) {
    const last = records.at(-1)?.record ?? emptyRecord
    const next = transition(last, event)
    if (next) records.push({ record: next.record, event })
  }
  return records
}

const steps = fc.array(events, { maxLength: 40 }).map((history) => {
  const records = run(history)
  return records
    .slice(1)
    .map(({ record, event }, at) => ({ before: records[at]?.record ?? emptyRecord, record, event }))
})

interface Step {
  readonly before: SessionRecord
  readonly record: SessionRecord
  readonly event: SessionEvent | null
}

/** The run of events that breaks a rule, or `null` when 5,000 runs found none. */
function counterexample(rule: (step: Step) => boolean): unknown {
  return fc.check(
    fc.property(steps, (all) => all.every(rule)),
    { numRuns: 5000 },
  ).counterexample
}

test('every change makes a newer record', () => {
  expect(counterexample(({ before, record }) => isNewer(record, before))).toBeNull()
})

test('within an epoch, who is signed in stays the same', () => {
  const broken = counterexample(
    ({ before, record }) =>
      before.epoch !== record.epoch ||
      (record.identity?.kind === before.identity?.kind &&
        record.identity?.user.id === before.identity?.user.id),
  )
  expect(broken).toBeNull()
})

test('only a sign-in brings somebody in', () => {
  const broken = counterexample(
    ({ before, record, event }) =>
      record.identity === null ||
      record.identity.user.id === before.identity?.user.id ||
      event?.type === 'signed-in',
  )
  expect(broken).toBeNull()
})

test('a logout always ends the session', () => {
  expect(
    counterexample(({ record, event }) => event?.type !== 'ended' || record.identity === null),
  ).toBeNull()
})

test('nothing gives a lapsed session a token back but a sign-in', () => {
  const broken = counterexample(
    ({ before, record, event }) =>
      before.identity?.token !== null || !record.identity?.token || event?.type === 'signed-in',
  )
  expect(broken).toBeNull()
})

test('a guest whose token is refused is gone', () => {
  const broken = counterexample(
    ({ before, record, event }) =>
      event?.type !== 'refused' ||
      before.identity?.kind !== 'guest' ||
      (record.identity === null && record.endReason === 'guest-expired'),
  )
  expect(broken).toBeNull()
})

test('the rules can fail: a sign-in that ignores the epoch is found out', () => {
  expect(counterexample(({ event }) => event?.type !== 'signed-in')).not.toBeNull()
})

test('every record survives being stored', () => {
  const broken = counterexample(({ record }) => {
    const stored = parseRecord(JSON.parse(JSON.stringify(record)))
    return JSON.stringify(stored) === JSON.stringify(record)
  })
  expect(broken).toBeNull()
})

test('whatever is stored, reading it never throws and gives a whole record or none', () => {
  const json = fc.jsonValue({ maxDepth: 4 })
  const user = fc.oneof(fc.record({ id: fc.nat() }), json)
  const identity = fc.record({ kind: fc.constantFrom<unknown>('user', 'x'), user, token: json })
  const almost = fc.record(
    {
      v: fc.constantFrom<unknown>(1, 2, '1'),
      epoch: fc.oneof(fc.nat(), json),
      rev: fc.oneof(fc.nat(), json),
      identity: fc.oneof(fc.constant(null), identity, json),
      appToken: json,
      endReason: json,
    },
    { requiredKeys: [] },
  )
  const read = fc.check(
    fc.property(fc.oneof(json, almost), (stored) => {
      const record = parseRecord(stored)
      return record === null || JSON.stringify(parseRecord(record)) === JSON.stringify(record)
    }),
    { numRuns: 20_000 },
  )
  expect(read).toMatchObject({ failed: false, error: null })
})
