import { createHmac } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringToSign } from '../signing/stringToSign.ts'
import { createSignerHandler, type FetchHandler } from './index.ts'

/** `CUBEKIT_DEEP=1` runs all that docs/reliability.md promises; otherwise a twentieth. */
const isDeep = process.env['CUBEKIT_DEEP'] === '1'
const bodies = isDeep ? 100_000 : 5000
const signatures = isDeep ? 1_000_000 : 50_000
const timeout = isDeep ? 600_000 : 60_000

const page = 'https://app.test'
const authSecret = 'canary-auth-secret'
const appId = 4711
const authKey = '29WfrNWdvkhmX6V'

function signerWith(now: () => number, perMinute = Number.MAX_SAFE_INTEGER): FetchHandler {
  return createSignerHandler({
    appId,
    authKey,
    authSecret,
    origins: [page],
    authorize: (request) => request.headers.get('Authorization') ?? 'somebody',
    rateLimit: { perMinute },
    now,
  })
}

const headers = { 'Content-Type': 'application/json', 'X-CBK-Signer': '1', Origin: page }
const ask = (body: BodyInit, more: Record<string, string> = {}): Request =>
  new Request('https://app.test/sign', { method: 'POST', headers: { ...headers, ...more }, body })

/** What somebody would send who wants something else signed. */
const wish = fc.oneof(
  fc.constantFrom(
    'application_id',
    'auth_key',
    'nonce',
    'timestamp',
    'user',
    'user[login]',
    'user[guest]',
    '__proto__',
    'constructor',
    'toJSON',
    'signature',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const loot = fc.oneof(
  fc.constantFrom<unknown>(
    1,
    0,
    -1,
    null,
    true,
    'x&user[login]=victim',
    'a=b',
    '[]',
    '\n',
    authKey,
    appId,
    1e300,
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.dictionary(wish, fc.string({ maxLength: 10 }), { maxKeys: 3 }),
  fc.array(fc.integer(), { maxLength: 3 }),
)
const body = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(wish, loot, { maxKeys: 6 }).map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 1500 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 1500 }).map((bytes) => new Uint8Array(bytes)) },
)

describe('I12: the signer is no oracle', () => {
  test(
    `rows 110 and 111: of ${bodies.toLocaleString('en')} bodies none has anything else signed`,
    async () => {
      const clock = { now: 1_700_000_000_000 }
      const sign = signerWith(() => clock.now)
      let signed = 0
      await fc.assert(
        fc.asyncProperty(body, fc.nat(5000), async (text, passed) => {
          clock.now += passed
          const response = await sign(ask(text))
          if (response.status !== 200) {
            expect([400, 413]).toContain(response.status)
            expect(await response.text()).toBe('')
            return
          }
          signed += 1
          const answer = (await response.json()) as Record<string, unknown>
          const { nonce, signature } = answer
          const timestamp = Math.floor(clock.now / 1000)
          const fixed = `application_id=${appId}&auth_key=${authKey}&nonce=${String(nonce)}&timestamp=${timestamp}`
          expect(answer).toStrictEqual({
            application_id: appId,
            auth_key: authKey,
            nonce,
            timestamp,
            signature,
          })
          expect(nonce).toSatisfy((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)
          expect(signature).toBe(createHmac('sha1', authSecret).update(fixed).digest('hex'))
        }),
        { numRuns: bodies },
      )
      // Had all been refused, nothing would have been tried.
      expect(signed).toBeGreaterThan(bodies / 4)
    },
    timeout,
  )

  test(
    `row 112: of ${signatures.toLocaleString('en')} signatures no two have the same timestamp and nonce`,
    async () => {
      // Few seconds, and a clock that is set back again and again: the worst there is.
      const clock = { now: 1_700_000_000_000 }
      const signers = [signerWith(() => clock.now), signerWith(() => clock.now)]
      const seen = new Map<number, Set<number>>()
      let repeated = 0
      for (let at = 0; at < signatures; at += 100) {
        if (at % 1000 === 0) clock.now = 1_700_000_000_000 + (at % 7000)
        const answers = await Promise.all(
          Array.from({ length: 100 }, async (_, index) => (await signers[index % 2]!(ask('{}'))).json()),
        )
        for (const { timestamp, nonce } of answers as { timestamp: number; nonce: number }[]) {
          const nonces = seen.get(timestamp) ?? new Set()
          seen.set(timestamp, nonces)
          if (nonces.has(nonce)) repeated += 1
          nonces.add(nonce)
        }
      }
      expect(repeated).toBe(0)
      expect(seen.size).toBe(7)
    },
    timeout,
  )

  test(
    'row 115: a flood of ever new callers takes no more memory than the callers that are remembered',
    async () => {
      setFlagsFromString('--expose-gc')
      const collect = runInNewContext('gc') as () => void
      const sign = createSignerHandler({
        appId,
        authKey,
        authSecret,
        origins: [page],
        authorize: (request) => request.headers.get('Authorization') ?? false,
        rateLimit: { perMinute: 1, callers: 1000 },
      })
      const flood = async (from: number, callers: number): Promise<void> => {
        for (let at = from; at < from + callers; at++) {
          await sign(ask('{}', { Authorization: `caller ${at} ${'x'.repeat(1000)}` }))
        }
      }
      const heap = (): number => {
        collect()
        return process.memoryUsage().heapUsed
      }
      await flood(0, 2000)
      const before = heap()
      await flood(2000, isDeep ? 200_000 : 10_000)
      // 1,000 names are a few hundred kB; 10,000 remembered ones of 1,000 characters would be 10 MB and more.
      expect(heap() - before).toBeLessThan(4_000_000)
      // Whoever came last is still known.
      expect((await sign(ask('{}', { Authorization: 'last' }))).status).toBe(200)
      expect((await sign(ask('{}', { Authorization: 'last' }))).status).toBe(429)
    },
    timeout,
  )
})

test('row 111: what is signed is as good as the parameters, as long as no value holds an &', () => {
  const value = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('&'))
  const guest = fc.record({ guest: fc.constant('1'), full_name: value })
  const user = fc.oneof(guest, fc.record({ guest: fc.constant('1') }))
  const params = fc.record({ auth_key: value, nonce: fc.nat(), timestamp: fc.nat(), user })
  fc.assert(
    fc.property(params, params, (a, b) => {
      expect(stringToSign(a) === stringToSign(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      // And with nothing but the name changed, or with a name of the parts of the other.
      const swapped = { ...a, user: { guest: '1', full_name: stringToSign(b).replaceAll('&', '=') } }
      expect(stringToSign(swapped) === stringToSign(a)).toBe(JSON.stringify(swapped) === JSON.stringify(a))
      expect(stringToSign(swapped).split('&')).toHaveLength(5)
    }),
    { numRuns: 2000 },
  )
})
