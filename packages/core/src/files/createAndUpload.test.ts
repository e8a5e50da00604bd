import type { Fault } from '@cubekit/emulator'
import { createStage, errorOf } from '@cubekit/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAndUpload, type CubeClientOptions, getFileUrl, login, logout, unsigned } from '../index.ts'

// The numbers of the rows are those of the fault matrix in docs/reliability.md.

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

async function signedIn(options: Partial<CubeClientOptions> = {}) {
  // Signing takes real turns, too.
  const signer = unsigned({ authKey: createStage().emulator.keys.authKey })
  const stage = createStage({ client: { signer, ...options } })
  const { emulator, person, client } = stage
  await login(client, { login: person.login, password: person.password })
  const before = emulator.log.length
  return {
    ...stage,
    files: () => [...emulator.db.blobs.list()],
    /** What was sent since, without ids. */
    sent: () =>
      emulator.log.slice(before).map(({ method, path }) => `${method} ${path.replace(/\d{4,}/, ':id')}`),
  }
}

const content = new Blob(['hello'], { type: 'text/plain' })
const denied = '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'
const tooLarge = '<?xml version="1.0"?><Error><Code>EntityTooLarge</Code></Error>'

/** Lets what needs no timers go on. */
async function realTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => void setImmediate(resolve))
}

/** Lets all pauses and deadlines pass, until a promise settles. */
async function settled<T>(work: Promise<T>): Promise<T> {
  const states: string[] = []
  const end = (): unknown => states.push('settled')
  work.then(end, end)
  while (states.length === 0) {
    // Bodies are read in real turns, which must not look like seconds.
    await new Promise((resolve) => void setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(500)
  }
  return work
}

test('makes, sends and completes a file in three requests', async () => {
  const { client, emulator, sent } = await signedIn()
  const progress: [number, number][] = []
  const file = await createAndUpload(
    client,
    content,
    { name: 'cat.txt' },
    {
      onProgress: (...step) => progress.push(step),
    },
  )
  expect(file).toMatchObject({
    name: 'cat.txt',
    content_type: 'text/plain',
    size: 5,
    blob_status: 'complete',
  })
  expect(sent()).toEqual(['POST /blobs', 'POST /s3/cubekit-files', 'PUT /blobs/:id/complete'])
  expect(progress.at(-1)).toEqual([5, 5])
  const { url } = await getFileUrl(client, file.uid)
  expect(await (await emulator.fetch(url)).text()).toBe('hello')
})

test('takes name and type of what an input gives', async () => {
  const { client } = await signedIn()
  const named = new File(['hello'], 'Katze 🐈.png', { type: 'image/png' })
  expect(await createAndUpload(client, named)).toMatchObject({
    name: 'Katze 🐈.png',
    content_type: 'image/png',
  })
  expect(await createAndUpload(client, new Blob(['a']), { public: true })).toMatchObject({
    name: expect.stringMatching(/^file-[0-9a-f]{16}$/),
    content_type: 'application/octet-stream',
    public: true,
  })
})

test.each([
  ['a'.repeat(150), 'a'.repeat(100)],
  [`${'🐈'.repeat(150)}.jpeg`, `${'🐈'.repeat(95)}.jpeg`],
  [`photo.${'e'.repeat(150)}`, `photo.${'e'.repeat(94)}`],
])('a name that the system gave is cut to what the API takes', async (given, kept) => {
  const { client } = await signedIn()
  expect(await createAndUpload(client, new File(['a'], given))).toMatchObject({ name: kept })
})

test.each(['weird', 'application/x-(foo)', 'a/b c'])(
  'a type of %j that the system gave is none',
  async (type) => {
    const { client } = await signedIn()
    const file = Object.defineProperty(new File(['a'], 'a'), 'type', { value: type })
    expect(await createAndUpload(client, file)).toMatchObject({ content_type: 'application/octet-stream' })
  },
)

describe('row 73: the storage refuses it', () => {
  test.each([
    [403, denied, 'AccessDenied'],
    [400, tooLarge, 'EntityTooLarge'],
  ])('%d %s: a typed error, and the file is deleted', async (status, body, said) => {
    const { client, emulator, files, sent } = await signedIn()
    emulator.faults.add({ kind: 'status', status, body, path: '/s3' })
    const error = await errorOf(createAndUpload(client, content))
    expect(error).toMatchObject({ code: 'rejected', status, details: [said] })
    expect(files()).toEqual([])
    expect(sent()).toEqual(['POST /blobs', 'POST /s3/cubekit-files', 'DELETE /blobs/:id'])
  })

  test('the deletion is tried three times', async () => {
    const { client, emulator, files, sent } = await signedIn()
    emulator.faults.add({ kind: 'status', status: 403, body: denied, path: '/s3' })
    const recover = emulator.faults.add({ kind: 'status', status: 503, method: 'DELETE', times: 2 })
    expect((await errorOf(settled(createAndUpload(client, content)))).code).toBe('rejected')
    expect(files()).toEqual([])
    recover()

    emulator.faults.add({ kind: 'offline', method: 'DELETE' })
    const before = sent().length
    expect((await errorOf(settled(createAndUpload(client, content)))).code).toBe('rejected')
    expect(sent().slice(before)).toEqual([
      'POST /blobs',
      'POST /s3/cubekit-files',
      ...Array.from({ length: 3 }, () => 'DELETE /blobs/:id'),
    ])
  })

  test('a server that hangs keeps nobody waiting for the deletion', async () => {
    const { client, emulator } = await signedIn()
    emulator.faults.add({ kind: 'status', status: 403, body: denied, path: '/s3' })
    emulator.faults.add({ kind: 'hang', method: 'DELETE' })
    const failing = errorOf(createAndUpload(client, content))
    await vi.advanceTimersByTimeAsync(5000)
    expect((await failing).code).toBe('rejected')
  })
})

test('row 74: a form whose time is over is not sent: another file is made, and the old one deleted', async () => {
  const { client, emulator, files, hold, sent } = await signedIn()
  const held = hold('POST /blobs')
  const uploading = createAndUpload(client, content)
  await held.arrived
  emulator.clock.advance(61 * 60_000)
  held.release()
  const file = await settled(uploading)
  expect(sent().slice(0, 3)).toEqual(['POST /blobs', 'POST /blobs', 'POST /s3/cubekit-files'])
  await vi.waitFor(() => expect(files().map(({ id }) => id)).toEqual([file.id]))
  expect(files()[0]?.object?.size).toBe(5)
})

test('row 74: a device whose clock is wrong makes one file', async () => {
  const wrong = createStage()
  for (const offset of [-1, 1]) {
    const { client, sent } = await signedIn({ now: () => wrong.emulator.clock.now() + offset * 86_400_000 })
    await createAndUpload(client, content)
    expect(sent()).toHaveLength(3)
  }
})

test.each([{ kind: 'noCors' }, { kind: 'offline' }, { kind: 'dropAfterCommit' }] as const)(
  'row 75: a storage that cannot be read (%j) is unreachable, and the file is deleted',
  async (fault) => {
    const { client, emulator, files } = await signedIn()
    emulator.faults.add({ ...fault, path: '/s3' })
    expect((await errorOf(createAndUpload(client, content))).code).toBe('unreachable')
    expect(files()).toEqual([])
  },
)

describe('row 76: completing fails, or its answer is lost', () => {
  const broken: readonly Fault[] = [
    { kind: 'status', status: 500 },
    { kind: 'dropAfterCommit' },
    { kind: 'html200' },
    { kind: 'hang' },
  ]

  test.each(broken)('%j: is repeated three times', async (fault) => {
    const { client, emulator, files, sent } = await signedIn()
    emulator.faults.add({ ...fault, method: 'PUT', times: 3 })
    expect(await settled(createAndUpload(client, content))).toMatchObject({ blob_status: 'complete' })
    expect(sent().filter((each) => each === 'PUT /blobs/:id/complete')).toHaveLength(4)
    expect(files()).toMatchObject([{ size: 5, completedAt: expect.any(Number) }])
  })

  test.each(broken)('%j: and then the file is deleted', async (fault) => {
    const { client, emulator, files, sent } = await signedIn()
    emulator.faults.add({ ...fault, method: 'PUT' })
    const error = await errorOf(settled(createAndUpload(client, content)))
    expect(['server-error', 'unreachable', 'protocol', 'timeout']).toContain(error.code)
    expect(sent().filter((each) => each === 'PUT /blobs/:id/complete')).toHaveLength(4)
    expect(files()).toEqual([])
  })

  test.each([
    ['its pauses double', {}, [500, 1000, 2000]],
    ['a server gets the pause that it asks for', { retryAfter: 4 }, [4000, 4000, 4000]],
  ])('%s', async (_, how, pauses) => {
    const { client, emulator, sent } = await signedIn()
    const puts = (): number => sent().filter((each) => each === 'PUT /blobs/:id/complete').length
    emulator.faults.add({ kind: 'status', status: 503, ...how, method: 'PUT', times: 3 })
    const uploading = createAndUpload(client, content)
    await realTurns()
    for (const [at, pause] of pauses.entries()) {
      expect(puts()).toBe(at + 1)
      await vi.advanceTimersByTimeAsync(pause - 1)
      await realTurns()
      expect(puts()).toBe(at + 1)
      await vi.advanceTimersByTimeAsync(1)
      await realTurns()
    }
    expect(await uploading).toMatchObject({ blob_status: 'complete' })
  })

  test('a server that asks for more than ten seconds is not waited for', async () => {
    const { client, emulator, files, sent } = await signedIn()
    emulator.faults.add({ kind: 'status', status: 429, retryAfter: 11, method: 'PUT' })
    expect((await errorOf(createAndUpload(client, content))).code).toBe('rate-limited')
    expect(sent()).toHaveLength(4)
    expect(files()).toEqual([])
  })

  test('a refusal is not repeated', async () => {
    const { client, emulator, files, sent } = await signedIn()
    emulator.faults.add({ kind: 'status', status: 403, body: { errors: { base: ['No'] } }, method: 'PUT' })
    expect((await errorOf(createAndUpload(client, content))).code).toBe('forbidden')
    expect(sent()).toHaveLength(4)
    expect(files()).toEqual([])
  })
})

describe('row 82: the session ends in the middle', () => {
  test('it is renewed once, and the file is complete', async () => {
    const stage = createStage()
    const { login: name, password } = stage.person
    const { client, emulator, files, sent } = await signedIn({
      credentialProvider: () => ({ login: name, password }),
    })
    emulator.faults.add({ kind: 'expire', method: 'PUT', times: 1 })
    expect(await settled(createAndUpload(client, content))).toMatchObject({ blob_status: 'complete' })
    expect(sent().filter((each) => each === 'POST /session')).toHaveLength(1)
    expect(sent().filter((each) => each === 'PUT /blobs/:id/complete')).toHaveLength(2)
    expect(files()).toMatchObject([{ size: 5 }])
  })

  test('without anybody who can renew it, it says so', async () => {
    const { client, emulator } = await signedIn()
    emulator.faults.add({ kind: 'expire', method: 'PUT', times: 1 })
    expect((await errorOf(settled(createAndUpload(client, content)))).code).toBe('session-expired')
    expect(client.getSession().status).toBe('reauth-required')
  })
})

describe('row 79: an abort', () => {
  test.each([
    ['while it is made', 'POST /blobs'],
    ['while it is sent', 'POST /s3'],
    ['after the last byte, while it is completed', 'PUT /blobs'],
  ])('%s: one rejection at once, and nothing is left', async (_, step) => {
    const { client, files, hold } = await signedIn()
    const abort = new AbortController()
    const outcomes: string[] = []
    const held = hold(step)
    const uploading = createAndUpload(client, content, {}, { signal: abort.signal })
    uploading.then(
      () => outcomes.push('done'),
      (error: { code: string }) => outcomes.push(error.code),
    )
    await held.arrived
    abort.abort()
    await expect(uploading).rejects.toThrow('aborted')
    held.release()
    await settled(vi.waitFor(() => expect(files()).toEqual([])))
    expect(outcomes).toEqual(['aborted'])
  })

  test('before anything sends nothing', async () => {
    const { client, sent } = await signedIn()
    const { code } = await errorOf(createAndUpload(client, content, {}, { signal: AbortSignal.abort() }))
    expect([code, sent()]).toEqual(['aborted', []])
  })

  test('when all is done changes nothing', async () => {
    const { client, files } = await signedIn()
    const abort = new AbortController()
    await createAndUpload(client, content, {}, { signal: abort.signal })
    abort.abort()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(files()).toHaveLength(1)
  })
})

test.each(['POST /blobs', 'POST /s3', 'PUT /blobs'])(
  'row 81: after a logout and another login nothing goes on (%s)',
  async (step) => {
    const { client, hold, otherPerson, sent } = await signedIn()
    const held = hold(step)
    const failing = errorOf(createAndUpload(client, content))
    await held.arrived
    await logout(client)
    await login(client, { login: otherPerson.login, password: otherPerson.password })
    const before = sent().length
    held.release()
    expect((await settled(failing)).code).toBe('session-changed')
    expect(sent().slice(before)).toEqual([])
  },
)

describe('a file of which nobody hears', () => {
  const lost: readonly Fault[] = [{ kind: 'dropAfterCommit' }, { kind: 'truncate' }, { kind: 'reset' }]

  test.each(lost)('%j: is found by its name, and deleted', async (fault) => {
    const { client, emulator, files } = await signedIn()
    emulator.faults.add({ ...fault, method: 'POST', path: '/blobs', times: 1 })
    const error = await errorOf(settled(createAndUpload(client, content)))
    expect(['unreachable', 'protocol']).toContain(error.code)
    expect(files()).toEqual([])
  })

  test('of a name that others may have too: is left alone', async () => {
    const { client, emulator, files, hold } = await signedIn()
    const same = { name: 'image.png' }
    const held = hold('POST /s3')
    const other = createAndUpload(client, content, same)
    await held.arrived
    emulator.faults.add({ kind: 'offline', method: 'POST', path: '/blobs', times: 1 })
    expect((await errorOf(settled(createAndUpload(client, content, same)))).code).toBe('unreachable')
    emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/blobs', times: 1 })
    expect((await errorOf(settled(createAndUpload(client, content, same)))).code).toBe('unreachable')
    held.release()
    const { id } = await settled(other)
    expect(files()).toMatchObject([
      { id, size: 5 },
      { size: null, object: null },
    ])
  })

  test('is found at the end of a long list', async () => {
    const { client, emulator, files } = await signedIn()
    await Promise.all(
      Array.from({ length: 205 }, (_, at) => createAndUpload(client, content, { name: `${at}` })),
    )
    emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/blobs', times: 1 })
    await errorOf(settled(createAndUpload(client, content)))
    expect(files()).toHaveLength(205)
  })
})
