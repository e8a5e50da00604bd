import { afterEach, expect, test, vi } from 'vitest'
import { cdp, commands } from 'vitest/browser'
import {
  createAndUpload,
  createCubeClient,
  createFile,
  isCubeError,
  localSigner,
  login,
  sendFile,
} from '../index.ts'

// What only a browser has: requests that tell how far they are, and answers that a page may not read.

const text = { name: 'cat.txt', content_type: 'text/plain' }
const megabytes = (count: number): Blob => new Blob([new Uint8Array(count * 1_000_000)])

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  vi.useRealTimers()
  await throttle(-1)
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** How many bytes a second leave the page; -1 for as many as can. */
async function throttle(uploadThroughput: number): Promise<void> {
  await cdp().send('Network.enable')
  await cdp().send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  })
}

async function signedIn() {
  const { apiUrl, appId, keys, person } = await commands.serveEmulator()
  cleanups.push(() => commands.stopEmulator(apiUrl))
  const client = createCubeClient({ apiUrl, appId, signer: localSigner(keys), persist: 'memory' })
  await login(client, { login: person.login, password: person.password })
  return {
    client,
    fail: (fault: Parameters<typeof commands.addFault>[1]) => commands.addFault(apiUrl, fault),
    look: () => commands.lookAtEmulator(apiUrl),
  }
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (isCubeError(error) ? [error.code, ...error.details].join(' ') : String(error)),
  )

test('tells how far it is, in bytes of the content; nothing of the session goes along (row 85)', async () => {
  const { client, look } = await signedIn()
  const steps: [sent: number, total: number][] = []
  await throttle(2_000_000)
  const file = await createAndUpload(client, megabytes(2), text, {
    onProgress: (...step) => steps.push(step),
  })
  expect(steps[0]).toEqual([0, 2_000_000])
  expect(steps.at(-1)).toEqual([2_000_000, 2_000_000])
  const sent = steps.map(([bytes]) => bytes)
  expect(sent).toEqual(sent.toSorted((a, b) => a - b))
  expect(new Set(sent).size).toBeGreaterThan(5)
  const { files, log } = await look()
  expect(files).toEqual([{ id: file.id, size: 2_000_000, stored: 2_000_000 }])
  expect(log.filter(({ path }) => path.startsWith('/s3'))).toMatchObject([
    { tokenHash: null, sessionId: null },
  ])
})

test('row 83: an upload that moves may take minutes, one that stalls ends after 20 s', async () => {
  const { client, fail } = await signedIn()
  const { form } = await createFile(client, text)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await throttle(1_000_000)
  let minutes = 0
  const onProgress = (): void => {
    // Each step comes a quarter of a minute after the one before.
    vi.advanceTimersByTime(15_000)
    minutes += 0.25
  }
  expect(await codeOf(sendFile(client, form, megabytes(1), { onProgress }))).toBe('done')
  expect(minutes).toBeGreaterThan(2)

  await throttle(-1)
  await fail({ kind: 'hang', path: '/s3' })
  const steps = vi.fn<(sent: number, total: number) => void>()
  const stalled = codeOf(sendFile(client, form, megabytes(1), { onProgress: steps }))
  await vi.waitFor(() => expect(steps).toHaveBeenLastCalledWith(1_000_000, 1_000_000), { interval: 0 })
  let outcome = 'still sending'
  void stalled.then((code) => (outcome = code))
  await vi.advanceTimersByTimeAsync(14_000)
  expect(outcome).toBe('still sending')
  await vi.advanceTimersByTimeAsync(7_000)
  expect(await stalled).toBe('timeout')
})

test('row 83: nine at once are all sent, though a browser opens six connections: waiting is no stall', async () => {
  const { client, look } = await signedIn()
  const { form } = await createFile(client, text)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await throttle(400_000)
  const content = new Blob([new Uint8Array(150_000)])
  const onProgress = (): void => void vi.advanceTimersByTime(1000)
  const outcomes = await Promise.all(
    Array.from({ length: 9 }, () => codeOf(sendFile(client, form, content, { onProgress }))),
  )
  expect(outcomes).toEqual(Array.from({ length: 9 }, () => 'done'))
  expect((await look()).log.filter(({ path }) => path.startsWith('/s3'))).toHaveLength(9)
})

test.each(['noCors', 'offline', 'badPreflight'] as const)(
  'row 75: a storage that the page cannot read (%s) is unreachable, and the file is deleted',
  async (kind) => {
    const { client, fail, look } = await signedIn()
    await fail({ kind, path: '/s3' })
    expect(await codeOf(createAndUpload(client, megabytes(1), text))).toBe('unreachable')
    expect((await look()).files).toEqual([])
  },
)

test('row 73: what the storage says is read as a text', async () => {
  const { client, fail, look } = await signedIn()
  const body = '<?xml version="1.0"?><Error><Code>EntityTooLarge</Code></Error>'
  await fail({ kind: 'status', status: 400, body, path: '/s3' })
  expect(await codeOf(createAndUpload(client, megabytes(1), text))).toBe('rejected EntityTooLarge')
  expect((await look()).files).toEqual([])
})

test('row 79: an abort stops the sending, and nothing is left', async () => {
  const { client, look } = await signedIn()
  const abort = new AbortController()
  const steps: number[] = []
  await throttle(1_000_000)
  const onProgress = (sent: number): void => {
    steps.push(sent)
    if (sent > 100_000) abort.abort()
  }
  expect(
    await codeOf(createAndUpload(client, megabytes(2), text, { signal: abort.signal, onProgress })),
  ).toBe('aborted')
  await throttle(-1)
  await expect.poll(async () => (await look()).files).toEqual([])
  expect(steps.at(-1)).toBeLessThan(2_000_000)
  expect((await look()).log.filter(({ path }) => path.startsWith('/s3'))).toEqual([])
})
