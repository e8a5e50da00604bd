import type { FaultKind } from '@cubekit/emulator'
import { createStage } from '@cubekit/testing'
import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { createAndUpload, getFile, getFileUrl, isCubeError, login, unsigned } from '../index.ts'

afterEach(() => void vi.useRealTimers())

const kinds: readonly FaultKind[] = [
  { kind: 'offline' },
  { kind: 'hang' },
  { kind: 'html200' },
  { kind: 'truncate' },
  { kind: 'reset' },
  { kind: 'errors200' },
  { kind: 'noCors' },
  { kind: 'dropAfterCommit' },
  { kind: 'delay', ms: 7000 },
  { kind: 'delay', ms: 30_000 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, retryAfter: 3 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 403, body: '<Error><Code>AccessDenied</Code></Error>' },
]

/** Each step, what can go wrong with it, and how often: the last two have to work in the end, or nobody could clean up. */
const steps = [
  { method: 'POST', path: '/blobs', most: 2 },
  { method: 'POST', path: '/s3', most: 2 },
  { method: 'PUT', path: '/blobs', most: 5 },
  { method: 'GET', path: '/blobs', most: 2, passing: true },
  { method: 'DELETE', path: '/blobs', most: 2, passing: true },
] as const

const faultOf = fc.constantFrom(...steps).chain(({ most, ...step }) =>
  fc.record({
    method: fc.constant(step.method),
    path: fc.constant(step.path),
    fault: fc.constantFrom(
      ...('passing' in step ? kinds.filter(({ kind }) => kind !== 'errors200' && kind !== 'status') : kinds),
      ...('passing' in step ? [{ kind: 'status', status: 503 } as const] : []),
    ),
    times: fc.integer({ min: 1, max: most }),
  }),
)

/** At most one fault for each step, so that what must work in the end does. */
const faultsOf = fc.uniqueArray(faultOf, {
  maxLength: 4,
  selector: ({ method, path }) => `${method} ${path}`,
})

test(
  'whatever goes wrong at any step: a complete file that can be read, or none (I11)',
  { timeout: 120_000 },
  async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const outcomes: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(
        faultsOf,
        fc.option(fc.integer({ min: 0, max: 40 }), { freq: 3 }),
        fc.boolean(),
        fc.boolean(),
        async (faults, abortAfter, expires, isNamed) => {
          const { emulator, person, open } = createStage()
          const { login: name, password } = person
          let turns = 0
          const abort = new AbortController()
          const client = open({
            signer: unsigned({ authKey: emulator.keys.authKey }),
            credentialProvider: () => ({ login: name, password }),
            async fetch(input, init) {
              if (++turns === abortAfter) abort.abort()
              const answer = await emulator.fetch(input, init)
              if (++turns === abortAfter) abort.abort()
              return answer
            },
          })
          await login(client, { login: name, password })
          turns = 0
          for (const { fault, ...scope } of faults) emulator.faults.add({ ...fault, ...scope })
          if (expires) emulator.faults.add({ kind: 'expire', method: 'PUT', times: 1 })

          const content = `content ${turns}`
          const details = isNamed ? { name: 'image.png' } : {}
          const uploading = createAndUpload(client, new Blob([content]), details, {
            signal: abort.signal,
          })
          let settlements = 0
          const outcome = uploading.then(
            (file) => {
              settlements++
              return file
            },
            (error: unknown) => {
              settlements++
              return error
            },
          )
          // Deadlines, pauses, and whatever goes on behind.
          for (let second = 0; second < 240; second++) {
            // Bodies are read in real turns, which must not look like seconds.
            await new Promise((resolve) => void setImmediate(resolve))
            await vi.advanceTimersByTimeAsync(1000)
          }
          expect(settlements).toBe(1)
          const result = await outcome
          const files = [...emulator.db.blobs.list()]
          emulator.faults.clear()
          if (isCubeError(result)) {
            outcomes[result.code] = (outcomes[result.code] ?? 0) + 1
            // Whether a file of this name is ours, nobody can tell who has not heard of it.
            const isLost =
              isNamed && faults.some(({ method, path }) => method === 'POST' && path === '/blobs')
            const wrong = files.filter(({ object, completedAt }) => !isLost || object || completedAt)
            expect([result.code, wrong]).toEqual([result.code, []])
            return
          }
          outcomes['done'] = (outcomes['done'] ?? 0) + 1
          expect(files).toHaveLength(1)
          const [file] = files
          expect(await getFile(client, file?.id ?? 0)).toMatchObject({
            size: content.length,
            blob_status: 'complete',
          })
          const { url } = await getFileUrl(client, file?.uid ?? '')
          expect(await (await emulator.fetch(url)).text()).toBe(content)
        },
      ),
      { numRuns: 500 },
    )
    expect(Object.keys(outcomes)).toEqual(
      expect.arrayContaining(['done', 'aborted', 'unreachable', 'protocol', 'timeout', 'server-error']),
    )
  },
)
