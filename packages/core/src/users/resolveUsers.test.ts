import { createStage, errorOf } from '@cubekit/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { login, logout, resolveUsers } from '../index.ts'

const people = [
  { id: 11, login: 'ada', full_name: 'Ada', email: 'ada@example.com', phone: '+380501234567' },
  { id: 12, login: 'Grace', full_name: 'Grace', email: 'Grace@example.com' },
  { id: 13, login: 'login@example.com', full_name: 'Somebody whose login is an address' },
  { id: 14, login: '5551234567', full_name: 'Somebody whose login is a number', phone: '79990001122' },
  { id: 5_550_000_001, login: 'large', full_name: 'Somebody with a large id' },
]
const stageOf = () => createStage({ emulator: { users: people } })
const idsOf = (users: readonly { id: number }[]): number[] => users.map(({ id }) => id)
const asked = ({ emulator }: ReturnType<typeof createStage>): string[] =>
  emulator.log.filter(({ path }) => path === '/users/v2').map(({ query }) => decodeURIComponent(query))

test.each([
  ['ada', 11],
  ['ADA', 11],
  ['  ada\t', 11],
  ['Grace', 12],
  ['ada@example.com', 11],
  ['ADA@EXAMPLE.COM', 11],
  ['Grace@example.com', 12],
  ['login@example.com', 13],
  ['+380501234567', 11],
  ['+38 (050) 123-45-67', 11],
  ['380501234567', 11],
  ['+7 999 000-11-22', 14],
  ['11', 11],
  ['5551234567', 14],
  ['5550000001', 5_550_000_001],
])('%j means %i', async (text, id) => {
  const { client } = stageOf()
  const { found, notFound } = await resolveUsers(client, [text])
  expect(idsOf(found)).toEqual([id])
  expect(notFound).toEqual([])
})

test.each([
  'bob',
  'a@b.c',
  '+1 000 000 0000',
  '99',
  '0',
  'ada lovelace',
  'ad',
  'x'.repeat(255),
  'ada\ud83d',
  '-1',
])('%j means nobody, and is told as it was typed', async (text) => {
  const stage = stageOf()
  expect(await resolveUsers(stage.client, [` ${text} `])).toEqual({ found: [], notFound: [text] })
  expect(stage.emulator.log.map(({ status }) => status)).not.toContain(422)
})

test('gives users in the order pasted, each once, and names once each text that means nobody', async () => {
  const { client } = stageOf()
  const pasted = ['bob', 'Grace', '', ' ', 'ada@example.com', 'ADA', '11', 'bob', 'Bob', '5551234567']
  const { found, notFound } = await resolveUsers(client, pasted)
  expect(idsOf(found)).toEqual([12, 11, 14])
  expect(notFound).toEqual(['bob', 'Bob'])
})

test('nothing asks nothing', async () => {
  const { client, requests } = stageOf()
  expect(await resolveUsers(client, ['', ' '])).toEqual({ found: [], notFound: [] })
  expect(requests()).toEqual([])
})

test('a thousand texts: a hundred values in a request, no more than four requests at once', async () => {
  const seeded = createStage({ emulator: { users: 500 } })
  const { emulator } = seeded
  let underWay = 0
  let most = 0
  const client = seeded.open({
    async fetch(input, init) {
      most = Math.max(most, ++underWay)
      try {
        return await emulator.fetch(input, init)
      } finally {
        underWay--
      }
    },
  })
  const texts = emulator.people.flatMap(({ email }, at) => [email, `nobody${at}`])
  const { found, notFound } = await resolveUsers(client, texts)
  expect(idsOf(found)).toEqual(emulator.people.map(({ id }) => id))
  expect(notFound).toHaveLength(500)
  const queries = asked(seeded)
  expect(queries.filter((query) => query.startsWith('email'))).toHaveLength(5)
  expect(queries.filter((query) => query.startsWith('login'))).toHaveLength(5)
  expect(queries).toHaveLength(10)
  expect(most).toBeLessThanOrEqual(4)
})

test('no address is longer than servers take, however the texts are written', async () => {
  const stage = createStage()
  const texts = Array.from({ length: 100 }, (_, at) => `Олександра Коваленко Олександра Коваленко ${at}`)
  const email = `${'a'.repeat(60)}@${'b'.repeat(50)}.example.com`
  await resolveUsers(stage.client, [...texts, email])
  expect(Math.max(...stage.emulator.log.map(({ query }) => query.length))).toBeLessThan(6500)
  expect(asked(stage)).toContain(`email[in][]=${email}`)
})

test('a failure is told as it is, and nothing more is asked after it', async () => {
  const stage = createStage({ emulator: { users: 10 } })
  stage.emulator.faults.add({ kind: 'status', status: 429, retryAfter: 2, path: '/users' })
  const texts = Array.from({ length: 1000 }, (_, at) => `nobody${at}`)
  expect(await errorOf(resolveUsers(stage.client, texts))).toMatchObject({
    code: 'rate-limited',
    retryAfterMs: 2000,
  })
  expect(asked(stage)).toHaveLength(4)
})

test('an abort ends it, and whoever comes next gets nothing of it', async () => {
  const { client, person, hold } = createStage()
  await login(client, person)
  const { arrived, release } = hold('/users/v2')
  const abort = new AbortController()
  const given = errorOf(resolveUsers(client, ['ada'], { signal: abort.signal }))
  const late = errorOf(resolveUsers(client, ['ada']))
  await arrived
  abort.abort()
  expect((await given).code).toBe('aborted')
  await logout(client)
  release()
  expect((await late).code).toBe('session-changed')
})

test(
  'whatever is pasted, in any case and with any spaces: everybody is found, in order, and the rest is told',
  { timeout: 60_000 },
  async () => {
    const { client, emulator } = createStage({ emulator: { users: 60 } })
    const everybody = [...emulator.db.users.list()]
    const writtenAs = fc.constantFrom(...everybody).chain((user) =>
      fc.record({
        id: fc.constant(user.id),
        text: fc.constantFrom(
          user.login ?? '',
          user.email ?? '',
          (user.email ?? '').toUpperCase(),
          String(user.id),
        ),
        around: fc.constantFrom('', ' ', '\t', '\u00a0'),
      }),
    )
    const nonsense = fc.record({
      id: fc.constant(0),
      text: fc.string({ maxLength: 8, unit: 'binary' }).map((text) => `?${text.trim()}`),
      around: fc.constant(''),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(writtenAs, nonsense), { maxLength: 12 }), async (entries) => {
        const { found, notFound } = await resolveUsers(
          client,
          entries.map(({ text, around }) => `${around}${text}${around}`),
        )
        const ids = entries.map(({ id }) => id).filter((id) => id !== 0)
        expect(idsOf(found)).toEqual([...new Set(ids)])
        const rest = entries.filter(({ id }) => id === 0).map(({ text }) => text.trim())
        expect(notFound).toEqual([...new Set(rest)])
      }),
      { numRuns: 100 },
    )
    expect(emulator.log.map(({ status }) => status)).not.toContain(422)
  },
)
