import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import type OfficialSdk from 'connectycube'
import type OfficialSdk4 from 'connectycube-4'
import ConnectyCube3 from 'connectycube-3'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sendHttpsInPlainText } from './support/sendHttpsInPlainText.ts'

// The storage of three official SDKs, unchanged, against the emulator's server.
const require = createRequire(import.meta.url)
const { default: ConnectyCube }: typeof OfficialSdk = require('connectycube')
const { default: ConnectyCube4 }: typeof OfficialSdk4 = require('connectycube-4')

/** What the three have in common. Their declared types disagree with each other, and with what they return. */
interface Sdk {
  init(credentials: object, config: object): void
  createSession(credentials: object): Promise<{ token?: string }>
  storage: {
    createAndUpload(params: object): Promise<unknown>
    create(params: object): Promise<unknown>
    upload(params: object): Promise<unknown>
    markUploaded(params: object): Promise<unknown>
    getInfo(id: number): Promise<unknown>
    getFile(uid: string): Promise<unknown>
    getFileObject(uid: string, params: object): Promise<unknown>
    list(params: object): Promise<unknown>
    update(params: object): Promise<unknown>
    delete(id: number): Promise<unknown>
    privateUrl(uid: string): string
    publicUrl(uid: string): string
  }
}

/** Takes an SDK for what it is, since its types do not. It gets most of itself only when it is initialised. */
function isSdk(value: unknown): value is Sdk {
  return typeof value === 'object' && value !== null && 'init' in value
}
function asSdk(value: unknown): Sdk {
  if (!isSdk(value)) throw new TypeError('This is no official SDK.')
  return value
}

let emulator: EmulatorServer
beforeAll(async () => {
  sendHttpsInPlainText()
  emulator = await startEmulator()
})
afterAll(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
})
beforeEach(() => emulator.reset())

const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x0d, 0x0a, 0x2d, 0x2d, 0x1a, 0xfe, 0x80, 0xe2, 0x28])
const file = { name: 'avatar.jpg', file: bytes, type: 'image/jpeg', size: bytes.length }

describe.each([
  ['connectycube 6.1.2', asSdk(ConnectyCube)],
  ['connectycube 4.7.32', asSdk(ConnectyCube4)],
  ['connectycube 3.35.3', asSdk(ConnectyCube3)],
])('%s', (version, sdk) => {
  let token = ''
  const person = (): EmulatorServer['people'][number] => {
    const [someone] = emulator.people
    if (someone === undefined) throw new Error('There is nobody.')
    return someone
  }
  /** Downloads as a browser would, with nothing but the address. Older SDKs make it https. */
  const download = (address: string): Promise<Response> => fetch(address.replace(/^https:/, 'http:'))
  const requests = (): string[] =>
    emulator.log.map(
      ({ method, path, status }) => `${method} ${path.replaceAll(/\d{4,}|[0-9a-f]{34}/g, '*')} ${status}`,
    )

  beforeEach(async () => {
    sdk.init(
      { appId: 1, ...emulator.keys },
      {
        endpoints: { api: new URL(emulator.url).host, chat: '127.0.0.1', api_url: emulator.url },
        debug: { mode: 0 },
      },
    )
    const { login, password } = person()
    token = (await sdk.createSession({ login, password })).token ?? ''
    expect(token).not.toBe('')
  })

  async function uploadFile(more: object = {}): Promise<{ id: number; uid: string }> {
    const blob = await sdk.storage.createAndUpload({ ...file, ...more })
    const { id, uid }: { id?: unknown; uid?: unknown } = Object(blob)
    if (typeof id !== 'number' || typeof uid !== 'string') throw new Error('There is no file.')
    return { id, uid }
  }

  it('createAndUpload: makes a file, sends it byte by byte, and completes it', async () => {
    expect(await sdk.storage.createAndUpload({ ...file, public: true })).toEqual({
      id: expect.any(Number),
      uid: expect.stringMatching(/^[0-9a-f]{34}$/),
      account_id: 1,
      app_id: 1,
      blob_object_access: {
        id: expect.any(Number),
        blob_id: expect.any(Number),
        expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        object_access_type: 'Write',
        params: expect.stringContaining(`${emulator.url}/s3/cubekit-files?Content-Type=image%2Fjpeg&`),
      },
      blob_status: null,
      content_type: 'image/jpeg',
      created_at: expect.any(String),
      updated_at: expect.any(String),
      name: 'avatar.jpg',
      public: true,
      set_completed_at: null,
      size: bytes.length,
    })
    expect(requests().slice(1)).toEqual([
      'POST /blobs 201',
      'POST /s3/cubekit-files 201',
      'PUT /blobs/*/complete 200',
    ])
    // The SDK tells the storage a token that is none of its business.
    expect(emulator.log.at(-2)).toMatchObject({ tokenHash: expect.any(String), sessionId: null })
    const [blob] = emulator.db.blobs.list()
    expect(blob).toMatchObject({ isPublic: true, size: 12, object: { size: 12 }, userId: person().id })
  })

  it('publicUrl and privateUrl lead to the content', async () => {
    const shown = await uploadFile({ public: true })
    const hidden = await uploadFile({ public: false })
    for (const address of [
      sdk.storage.publicUrl(shown.uid),
      sdk.storage.privateUrl(shown.uid),
      sdk.storage.privateUrl(hidden.uid),
    ]) {
      const response = await download(address)
      expect([response.status, response.redirected, response.headers.get('Content-Type')]).toEqual([
        200,
        true,
        'image/jpeg',
      ])
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
    }
    expect(sdk.storage.privateUrl(hidden.uid)).toContain(`?token=${token}`)
    const refused = await download(sdk.storage.publicUrl(hidden.uid))
    expect([refused.status, await refused.json()]).toEqual([401, { errors: ['Token is required'] }])
    emulator.expireSessions()
    expect((await download(sdk.storage.privateUrl(hidden.uid))).status).toBe(401)
    expect((await download(sdk.storage.privateUrl(shown.uid))).status).toBe(200)
  })

  it('create, upload and markUploaded, one by one', async () => {
    const created = await sdk.storage.create({ content_type: 'text/plain', name: 'a.txt', public: true })
    const { id, uid, blob_object_access }: Record<string, unknown> = Object(Object(created).blob)
    const params = new URL(String(Object(blob_object_access).params))
    const answer = await sdk.storage.upload({
      url: params.origin + params.pathname,
      data: { ...Object.fromEntries(params.searchParams), file: Buffer.from('hello') },
    })
    expect(answer).toContain(`<Key>${String(uid)}</Key>`)
    expect((await download(sdk.storage.publicUrl(String(uid)))).status).toBe(404)
    await sdk.storage.markUploaded({ id, size: 5 })
    expect(await (await download(sdk.storage.publicUrl(String(uid)))).text()).toBe('hello')
  })

  it('getInfo, and getFileObject with an address to download', async () => {
    const { id, uid } = await uploadFile({ public: false })
    const described = {
      id,
      uid,
      name: 'avatar.jpg',
      content_type: 'image/jpeg',
      size: 12,
      blob_status: 'complete',
    }
    expect(await sdk.storage.getInfo(id)).toMatchObject({ blob: described })
    expect(await sdk.storage.getFileObject(uid, {})).toMatchObject({ blob: described })
    const { blob } = Object(await sdk.storage.getFileObject(uid, { download_url: '1' }))
    expect(blob).toMatchObject({
      ...described,
      blob_object_access: { dowload_url: expect.any(String), download_url: expect.any(String) },
    })
    const content = await fetch(String(Object(Object(blob).blob_object_access).download_url))
    expect(Buffer.from(await content.arrayBuffer())).toEqual(bytes)
    await expect(sdk.storage.getInfo(9)).rejects.toMatchObject({
      code: 404,
      info: { errors: ['File not found'] },
    })
  })

  it('getFile follows the redirect, and then takes the content for JSON', async () => {
    const text = await uploadFile({
      file: Buffer.from('{"some":"json"}'),
      type: 'application/json',
      size: 15,
    })
    expect(await sdk.storage.getFile(text.uid)).toEqual({ some: 'json' })
    const { uid } = await uploadFile()
    await expect(sdk.storage.getFile(uid)).rejects.toMatchObject({ code: 200 })
  })

  it('list, a page at a time', async () => {
    const files = [
      await uploadFile(),
      await uploadFile({ name: 'b.jpg' }),
      await uploadFile({ name: 'c.jpg' }),
    ]
    expect(await sdk.storage.list({ page: 2, per_page: 2 })).toMatchObject({
      current_page: 2,
      per_page: 2,
      total_entries: 3,
      items: [{ blob: { id: files[2]?.id, name: 'c.jpg', blob_status: 'complete' } }],
    })
  })

  it('update changes nothing, because the SDK sends a GET', async () => {
    const { id } = await uploadFile()
    expect(await sdk.storage.update({ id, name: 'new.jpg' })).toMatchObject({
      blob: { id, name: 'avatar.jpg' },
    })
    expect(emulator.log.at(-1)).toMatchObject({ method: 'GET', query: 'blob[name]=new.jpg' })
    expect(emulator.db.blobs.get(id)?.name).toBe('avatar.jpg')
  })

  it('delete', async () => {
    const { id, uid } = await uploadFile({ public: true })
    await sdk.storage.delete(id)
    expect(emulator.db.blobs.size).toBe(0)
    expect((await download(sdk.storage.privateUrl(uid))).status).toBe(404)
    await expect(sdk.storage.delete(id)).rejects.toMatchObject({ code: 404 })
  })

  it('createAndUpload without a size is refused when it declares the file complete', async () => {
    const { size: _, ...withoutSize } = file
    const uploading = sdk.storage.createAndUpload({ ...withoutSize, public: true })
    if (version.endsWith('3.35.3')) {
      // It takes any failure after the first step for success.
      expect(await uploading).toMatchObject({ name: 'avatar.jpg' })
    } else {
      await expect(uploading).rejects.toMatchObject({ code: 422 })
    }
    expect([...emulator.db.blobs.list()]).toMatchObject([{ completedAt: null, object: { size: 12 } }])
  })

  it('createAndUpload against a storage that refuses', async () => {
    const body = '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'
    emulator.faults.add({ kind: 'status', status: 403, body, path: '/s3' })
    const uploading = sdk.storage.createAndUpload(file)
    if (version.endsWith('3.35.3')) expect(await uploading).toMatchObject({ name: 'avatar.jpg' })
    else await expect(uploading).rejects.toMatchObject({ code: 403 })
    expect(requests().at(-1)).toBe('POST /s3/cubekit-files 403')
    expect([...emulator.db.blobs.list()]).toMatchObject([{ completedAt: null, object: null }])
  })
})
