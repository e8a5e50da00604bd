import { createStage, errorOf } from '@cubekit/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  createAndUpload,
  createFile,
  type CubeClientOptions,
  login,
  logout,
  sendFile,
  type UploadForm,
} from '../index.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Somebody signed in, and what was sent to the storage. */
async function signedIn(options: Partial<CubeClientOptions> = {}) {
  const stage = createStage()
  const sent: { url: string; headers: Headers; fields: [string, FormDataEntryValue][] }[] = []
  const client = stage.open({
    ...options,
    async fetch(input, init) {
      const request = new Request(input, init)
      if (init?.body instanceof FormData)
        sent.push({ url: request.url, headers: request.headers, fields: [...init.body] })
      return stage.emulator.fetch(request)
    },
  })
  await login(client, { login: stage.person.login, password: stage.person.password })
  return { ...stage, client, sent }
}

const text = { name: 'cat.txt', content_type: 'text/plain' }
const content = new Blob(['hello'])

test('row 86: every field goes as it came, in its order, and the file last', async () => {
  const { client, sent, emulator } = await signedIn()
  const { form, file } = await createFile(client, text)
  await sendFile(client, form, content)
  const names = form.fields.map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining(['Content-Type', 'key', 'policy', 'x-amz-signature']))
  expect(sent[0]?.fields.slice(0, -1)).toEqual(form.fields)
  const [last, value] = sent[0]?.fields.at(-1) ?? []
  expect(last).toBe('file')
  expect(value instanceof Blob && (await value.text())).toBe('hello')
  expect(emulator.db.blobs.get(file.id)?.object?.size).toBe(5)
})

test('row 86: fields that nobody knows, and repeated ones, are passed on; a plus is a plus', async () => {
  const { client, emulator, sent } = await signedIn()
  const query = 'b=1%2B1&a=x+y&x-new-%5Bfield%5D=%F0%9F%90%88&a=2&empty=&policy=a%3D%3D'
  const blob = {
    id: 1,
    uid: 'a',
    blob_object_access: { params: `${client.apiUrl}/s3/cubekit-files?${query}` },
  }
  emulator.faults.add({ kind: 'status', status: 201, body: JSON.stringify({ blob }), path: '/blobs' })
  const { form } = await createFile(client, text)
  expect(form.expires_at).toBeNull()
  await errorOf(sendFile(client, form, content))
  expect(sent[0]?.url).toBe(`${client.apiUrl}/s3/cubekit-files`)
  expect(sent[0]?.fields.slice(0, -1)).toEqual([
    ['b', '1+1'],
    ['a', 'x+y'],
    ['x-new-[field]', '🐈'],
    ['a', '2'],
    ['empty', ''],
    ['policy', 'a=='],
  ])
})

test.each([
  {},
  { params: 'https://s3.amazonaws.com/b' },
  { params: '' },
  { params: 'https://a.example/?a=%' },
  null,
])('a form of %j is none', async (blob_object_access) => {
  const { client, emulator } = await signedIn()
  const blob = { id: 1, uid: 'a', blob_object_access }
  emulator.faults.add({ kind: 'status', status: 201, body: JSON.stringify({ blob }), path: '/blobs' })
  expect((await errorOf(createFile(client, text))).code).toBe('protocol')
})

describe('row 85: where files go', () => {
  const formFor = (url: string): UploadForm => ({ url, fields: [], expires_at: null })

  test('nothing of the session goes along', async () => {
    const { client, sent, emulator } = await signedIn()
    await createAndUpload(client, content)
    const { headers } = sent[0] ?? { headers: new Headers({ 'CB-Token': 'missing' }) }
    expect([...headers.keys()]).toEqual(['content-type'])
    const log = emulator.log.filter(({ path }) => path.startsWith('/s3'))
    expect(log.map(({ tokenHash, sessionId }) => [tokenHash, sessionId])).toEqual([[null, null]])
  })

  test.each([
    'https://s3.amazonaws.com/bucket',
    'https://bucket.s3.eu-central-1.amazonaws.com/',
    'https://storage.connectycube.com/',
    'https://files.example.com/upload',
    'https://api.cubekit.test/anywhere',
  ])('%s is allowed', async (url) => {
    const { client, sent, emulator } = await signedIn({ uploadOrigins: ['https://files.example.com'] })
    emulator.faults.add({ kind: 'status', status: 201, method: 'POST' })
    await sendFile(client, formFor(url), content)
    expect(sent.map((each) => each.url)).toEqual([url])
  })

  test.each([
    'https://elsewhere.example/',
    'http://s3.amazonaws.com/bucket',
    'http://files.example.com/upload',
    'https://files.example.com.evil.example/',
    'https://amazonaws.com.evil.example/',
    'https://evilamazonaws.com/',
    'https://s3.amazonaws.com@evil.example/',
    'https://files.example.com:8443/',
    'http://api.cubekit.test/',
    'ftp://s3.amazonaws.com/',
    'javascript:alert(1)',
    '/s3/cubekit-files',
    '',
  ])('%j is not', async (url) => {
    const { client, sent } = await signedIn({ uploadOrigins: ['https://files.example.com', 'no origin'] })
    const error = await errorOf(sendFile(client, formFor(url), content))
    expect(error.code).toBe('invalid-argument')
    expect(error.message).toContain('uploadOrigins')
    expect(sent).toEqual([])
  })

  test('a form for another server leaves no file behind', async () => {
    const { emulator, open, person } = createStage()
    const client = open({
      async fetch(input, init) {
        const answer = await emulator.fetch(input, init)
        const body = await answer.text()
        return new Response(body.replace(/https:[^"]*\/s3/, 'https://evil.example/s3') || null, answer)
      },
    })
    await login(client, { login: person.login, password: person.password })
    expect((await errorOf(createAndUpload(client, content))).code).toBe('invalid-argument')
    expect(emulator.db.blobs.size).toBe(0)
    expect(emulator.log.some(({ path }) => path.startsWith('/s3'))).toBe(false)
  })
})

describe('what the storage answers', () => {
  const xml = (code: string) =>
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`

  test.each([
    [403, xml('AccessDenied'), 'rejected', ['AccessDenied']],
    [400, xml('EntityTooLarge'), 'rejected', ['EntityTooLarge']],
    [404, '', 'rejected', []],
    [403, '<html><script>alert(1)</script>', 'rejected', []],
    [403, xml('<b>Access</b>'), 'rejected', []],
    [403, xml('A'.repeat(100)), 'rejected', []],
    [503, xml('SlowDown'), 'rate-limited', ['SlowDown']],
    [429, '', 'rate-limited', []],
    [503, xml('ServiceUnavailable'), 'server-error', ['ServiceUnavailable']],
    [500, '', 'server-error', []],
    [200, '<html>Please accept the terms of use</html>', 'protocol', []],
    [204, '', 'protocol', []],
  ])('%d %j is %s', async (status, body, code, details) => {
    const { client, emulator } = await signedIn()
    const { form } = await createFile(client, text)
    emulator.faults.add({ kind: 'status', status, body, path: '/s3' })
    const error = await errorOf(sendFile(client, form, content))
    expect(error).toMatchObject({ code, details, status })
  })

  test('without a wish of the form, every success counts', async () => {
    const { client, emulator } = await signedIn()
    emulator.faults.add({ kind: 'status', status: 204, path: '/s3' })
    const form = { url: `${client.apiUrl}/s3/b`, fields: [], expires_at: null }
    await expect(sendFile(client, form, content)).resolves.toBeUndefined()
  })

  test.each([{ kind: 'offline' }, { kind: 'noCors' }, { kind: 'dropAfterCommit' }] as const)(
    'row 75: %j is unreachable',
    async (fault) => {
      const { client, emulator } = await signedIn()
      const { form } = await createFile(client, text)
      emulator.faults.add({ ...fault, path: '/s3' })
      expect((await errorOf(sendFile(client, form, content))).code).toBe('unreachable')
    },
  )
})

describe('while it is sent', () => {
  test('a fetch of one’s own tells of the beginning and the end', async () => {
    const { client } = await signedIn()
    const progress: [number, number][] = []
    const { form } = await createFile(client, text)
    await sendFile(client, form, content, { onProgress: (...step) => progress.push(step) })
    expect(progress).toEqual([
      [0, 5],
      [5, 5],
    ])
  })

  test('what its listener throws is the app’s own affair', async () => {
    const { client } = await signedIn()
    const thrown: unknown[] = []
    const { queueMicrotask } = globalThis
    vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((call) =>
      queueMicrotask(() => {
        try {
          call()
        } catch (error) {
          thrown.push(error)
        }
      }),
    )
    const onProgress = (): never => {
      throw new Error('of the app')
    }
    expect(await createAndUpload(client, content, {}, { onProgress })).toMatchObject({ size: 5 })
    expect(thrown).toEqual([new Error('of the app'), new Error('of the app')])
  })

  test('three go on at a time; who waits can leave, and goes on in turn', async () => {
    const { client, open, person, hold, requests } = createStage()
    await login(client, { login: person.login, password: person.password })
    const posts = (): number => requests().filter((each) => each === 'POST /s3/cubekit-files').length
    const { form } = await createFile(client, text)
    const held = hold('POST /s3')
    const abort = new AbortController()
    const sending = Array.from({ length: 4 }, () => sendFile(client, form, content))
    const impatient = errorOf(sendFile(client, form, content, { signal: abort.signal }))
    // Its file is made when it is its turn.
    const last = createAndUpload(client, content)
    await expect.poll(posts).toBe(3)
    abort.abort()
    expect((await impatient).code).toBe('aborted')
    // Another client has places of its own.
    const other = open()
    await other.ready()
    sending.push(sendFile(other, form, content))
    await expect.poll(posts).toBe(4)
    expect([posts(), requests().filter((each) => each === 'POST /blobs').length]).toEqual([4, 1])
    held.release()
    await Promise.all(sending)
    expect(await last).toMatchObject({ size: 5 })
    expect(posts()).toBe(6)
  })

  test('row 85: a storage that sends it elsewhere is not followed', async () => {
    const { client, emulator } = await signedIn()
    const { form } = await createFile(client, text)
    const location = 'https://elsewhere.example/'
    emulator.faults.add({ kind: 'redirect', location, status: 307, path: '/s3' })
    expect((await errorOf(sendFile(client, form, content))).code).toBe('unreachable')
  })

  test('an abort ends it at once', async () => {
    const { client, emulator } = await signedIn()
    const { form } = await createFile(client, text)
    emulator.faults.add({ kind: 'hang', path: '/s3' })
    const abort = new AbortController()
    const progress = vi.fn<() => void>()
    const sending = errorOf(sendFile(client, form, content, { signal: abort.signal, onProgress: progress }))
    abort.abort()
    expect((await sending).code).toBe('aborted')
    expect(progress).toHaveBeenCalledTimes(1)
    expect((await errorOf(sendFile(client, form, content, { signal: abort.signal }))).code).toBe('aborted')
  })

  test('row 81: a logout ends it at once', async () => {
    const { client, emulator } = await signedIn()
    const { form } = await createFile(client, text)
    emulator.faults.add({ kind: 'hang', path: '/s3' })
    const sending = errorOf(sendFile(client, form, content))
    await logout(client)
    expect((await sending).code).toBe('session-changed')
  })

  test('row 83: fetch cannot tell what moves: it gets 20 s and the time of a slow connection', async () => {
    const { client, emulator } = await signedIn()
    const megabyte = new Blob([new Uint8Array(1_000_000)])
    const sendAfter = async (ms: number, blob: Blob): Promise<string> => {
      const { form } = await createFile(client, text)
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const recover = emulator.faults.add({ kind: 'delay', ms, path: '/s3' })
      const outcome = sendFile(client, form, blob).then(
        () => 'sent',
        (error: { code: string }) => error.code,
      )
      await vi.advanceTimersByTimeAsync(ms + 1)
      recover()
      vi.useRealTimers()
      return outcome
    }
    expect(await sendAfter(19_000, content)).toBe('sent')
    expect(await sendAfter(21_000, content)).toBe('timeout')
    expect(await sendAfter(119_000, megabyte)).toBe('sent')
    expect(await sendAfter(121_000, megabyte)).toBe('timeout')
  })
})
