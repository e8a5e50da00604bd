import fc from 'fast-check'
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

const check = (
  property: (step: { before: SessionRecord; record: SessionRecord; event: SessionEvent | null }) => void,
): void =>
  fc.assert(
    fc.property(steps, (all) => all.forEach(property)),
    { numRuns: 5000 },
  )

test('every change makes a newer record', () => {
  check(({ before, record }) => expect(isNewer(record, before)).toBe(true))
})

test('within an epoch, who is signed in stays the same', () => {
  check(({ before, record }) => {
    if (before.epoch !== record.epoch) return
    expect(record.identity?.kind).toBe(before.identity?.kind)
    expect(record.identity?.user.id).toBe(before.identity?.user.id)
  })
})

test('only a sign-in brings somebody in', () => {
  check(({ before, record, event }) => {
    const arrives = record.identity !== null && record.identity.user.id !== before.identity?.user.id
    if (arrives) expect(event?.type).toBe('signed-in')
  })
})

test('a logout always ends the session', () => {
  check(({ record, event }) => {
    if (event?.type === 'ended') expect(record.identity).toBeNull()
  })
})

test('nothing gives a lapsed session a token back but a sign-in', () => {
  check(({ before, record, event }) => {
    const revived = before.identity?.token === null && Boolean(record.identity?.token)
    if (revived) expect(event?.type).toBe('signed-in')
  })
})

test('a guest whose token is refused is gone', () => {
  check(({ before, record, event }) => {
    if (event?.type !== 'refused' || before.identity?.kind !== 'guest') return
    expect(record).toMatchObject({ identity: null, endReason: 'guest-expired' })
  })
})

test('every record survives being stored', () => {
  check(({ record }) => expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record))
})

test('whatever is stored, reading it never throws and gives a whole record or none', () => {
  const json = fc.jsonValue({ maxDepth: 4 })
  const almost = fc.record(
    {
      v: fc.constantFrom<unknown>(1, 2, '1'),
      epoch: fc.oneof(fc.nat(), json),
      rev: fc.oneof(fc.nat(), json),
      identity: fc.oneof(
        fc.constant(null),
        fc.record({
          kind: fc.constantFrom<unknown>('user', 'x'),
          user: fc.oneof(fc.record({ id: fc.nat() }), json),
          token: json,
        }),
        json,
      ),
      appToken: json,
      endReason: json,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(json, almost), (stored) => {
      const record = parseRecord(stored)
      if (record === null) return
      expect(parseRecord(record)).toEqual(record)
      expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
    }),
    { numRuns: 20_000 },
  )
})
