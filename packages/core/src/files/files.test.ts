import { createStage, errorOf } from '@cubekit/testing'
import { describe, expect, test } from 'vitest'
import {
  completeFile,
  createAndUpload,
  createFile,
  type CubeClient,
  deleteFile,
  fileUrlWithToken,
  getFile,
  getFileObject,
  iterateFiles,
  listFiles,
  login,
  logout,
  memoryStorage,
  publicFileUrl,
  renameFile,
  sendFile,
} from '../index.ts'

async function signedIn(options: Parameters<typeof createStage>[0] = {}) {
  const stage = createStage(options)
  await login(stage.client, { login: stage.person.login, password: stage.person.password })
  return stage
}

const uploadText = (client: CubeClient, name: string, text = 'hello', isPublic = false) =>
  createAndUpload(client, new Blob([text]), { name, content_type: 'text/plain', public: isPublic })

describe('a file', () => {
  test('is made, sent, completed, and read by its id, by its uid and with an address', async () => {
    const { client, emulator } = await signedIn()
    const content = new Blob(['Ada’s cat 🐈'])
    const { file, form } = await createFile(client, { name: 'cat.txt', content_type: 'text/plain' })
    expect(file).toMatchObject({ name: 'cat.txt', content_type: 'text/plain', size: null, public: false })
    expect(form.url).toBe(`${client.apiUrl}/s3/cubekit-files`)
    await sendFile(client, form, content)
    await completeFile(client, file.id, content.size)
    await completeFile(client, file.id, content.size)

    const byId = await getFile(client, file.id)
    expect(byId).toMatchObject({ uid: file.uid, size: content.size, blob_status: 'complete' })
    expect(byId.set_completed_at).not.toBeNull()
    expect(await getFile(client, file.uid)).toEqual(byId)
    const object = await getFileObject(client, file.uid)
    expect(object.file).toEqual(byId)
    const read = await emulator.fetch(object.url ?? '')
    expect(await read.text()).toBe('Ada’s cat 🐈')
    expect(read.headers.get('Content-Type')).toBe('text/plain')
  })

  test('gets another name', async () => {
    const { client, requests } = await signedIn()
    const { id } = await uploadText(client, 'cat.txt')
    expect(await renameFile(client, id, 'dog.txt')).toMatchObject({ id, name: 'dog.txt', size: 5 })
    expect((await getFile(client, id)).name).toBe('dog.txt')
    expect(requests()).toContain(`PUT /blobs/${id}`)
  })

  test('goes, with its content', async () => {
    const { client, emulator } = await signedIn()
    const { id, uid } = await uploadText(client, 'cat.txt')
    const { url } = await getFileObject(client, uid)
    await deleteFile(client, id)
    expect((await errorOf(getFile(client, id))).code).toBe('not-found')
    expect((await emulator.fetch(url ?? '')).status).toBe(404)
    expect((await errorOf(deleteFile(client, id))).code).toBe('not-found')
  })

  test('of somebody else can be read, but not changed', async () => {
    const { client, open, otherPerson } = await signedIn()
    const { id, uid } = await uploadText(client, 'cat.txt')
    const other = open({ storage: memoryStorage() })
    await login(other, { login: otherPerson.login, password: otherPerson.password })
    expect(await getFile(other, uid)).toMatchObject({ id })
    for (const change of [deleteFile(other, id), renameFile(other, id, 'mine'), completeFile(other, id, 1)]) {
      expect((await errorOf(change)).code).toBe('forbidden')
    }
    expect((await listFiles(other)).items).toEqual([])
  })

  test('needs somebody who is signed in', async () => {
    const { client, requests } = createStage()
    expect((await errorOf(uploadText(client, 'cat.txt'))).code).toBe('not-signed-in')
    expect((await errorOf(listFiles(client))).code).toBe('not-signed-in')
    expect(requests()).toEqual([])
  })
})

describe('what is no file', () => {
  const blank = ['cannot be blank']
  test.each([
    [{ name: '' }, 'a', { name: blank }],
    [{ name: '🐈'.repeat(101) }, 'a', { name: ['is too long (maximum is 100 characters)'] }],
    [{ content_type: 'jpeg' }, 'a', { content_type: ['should be a MIME type'] }],
    [{ content_type: 'a/b\r\nSet-Cookie: c' }, 'a', { content_type: ['should be a MIME type'] }],
    [{}, '', { size: ['must be greater than 0'] }],
    [
      { name: '', content_type: '' },
      '',
      { name: blank, content_type: expect.anything(), size: expect.anything() },
    ],
  ])('%j with the content %j is refused before any request', async (details, content, fields) => {
    const { client, requests } = await signedIn()
    const before = requests().length
    const error = await errorOf(createAndUpload(client, new Blob([content]), details))
    expect([error.code, error.fields]).toEqual(['validation', fields])
    expect(requests()).toHaveLength(before)
  })

  test.each([undefined, null, 'a text', {}])('%j is no content', async (value) => {
    const { client, requests } = await signedIn()
    const before = requests().length
    // @ts-expect-error What an empty input gives is passed on in JavaScript.
    expect((await errorOf(createAndUpload(client, value))).code).toBe('invalid-argument')
    expect(requests()).toHaveLength(before)
  })

  test('more than 100 MB are refused, 100 are not', async () => {
    const { client, requests } = await signedIn()
    const sized = (size: number): Blob => Object.defineProperty(new Blob(['a']), 'size', { value: size })
    const before = requests().length
    const error = await errorOf(createAndUpload(client, sized(100 * 1024 * 1024 + 1)))
    expect([error.code, Object.keys(error.fields)]).toEqual(['validation', ['size']])
    expect(requests()).toHaveLength(before)
    expect(await createAndUpload(client, sized(100 * 1024 * 1024))).toMatchObject({ size: 104_857_600 })
  })

  test.each(['', '..', 'a/b', 'https://example.com/a.png', 'a?token=b', 'a b', 0, -1, 1.5, NaN])(
    '%j is neither id nor uid',
    async (value) => {
      const { client, requests } = await signedIn()
      const before = requests().length
      expect((await errorOf(getFile(client, value))).code).toBe('invalid-argument')
      if (typeof value === 'string')
        expect((await errorOf(getFileObject(client, value))).code).toBe('invalid-argument')
      expect(requests()).toHaveLength(before)
    },
  )

  test.each([{}, { blob: { id: 1 } }, { blob: { id: '1', uid: 'a' } }, 'file', null])(
    '%j is no answer about a file',
    async (body) => {
      const { client, emulator } = await signedIn()
      emulator.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body), path: '/blobs' })
      expect((await errorOf(getFile(client, 1))).code).toBe('protocol')
      expect((await errorOf(createFile(client, { name: 'a', content_type: 'a/b' }))).code).toBe('protocol')
      expect((await errorOf(listFiles(client))).code).toBe('protocol')
    },
  )
})

describe('the list of one’s own files', () => {
  test('comes in pages', async () => {
    const { client } = await signedIn()
    for (const name of ['a', 'b', 'c', 'd', 'e']) await uploadText(client, name)
    const { items, ...page } = await listFiles(client, { page: 2, per_page: 2 })
    expect(items.map(({ name }) => name)).toEqual(['c', 'd'])
    expect(page).toEqual({ page: 2, per_page: 2, total_entries: 5 })
    expect((await listFiles(client)).per_page).toBe(10)
    for (const place of [{ page: 0 }, { page: 1.5 }, { per_page: 0 }, { per_page: 101 }]) {
      expect((await errorOf(listFiles(client, place))).code).toBe('invalid-argument')
    }
  })

  test('is gone through once, whatever the loop deletes', async () => {
    const { client, emulator } = await signedIn()
    const names = Array.from({ length: 11 }, (_, at) => `file ${at}`)
    for (const name of names) await uploadText(client, name)
    const seen: string[] = []
    for await (const { id, name } of iterateFiles(client, { per_page: 3 })) {
      seen.push(name)
      if (!name.endsWith('5')) await deleteFile(client, id)
    }
    expect(seen).toEqual(names)
    expect([...emulator.db.blobs.list()].map(({ name }) => name)).toEqual(['file 5'])
  })

  test('is asked for as far as the loop goes', async () => {
    const { client, requests } = await signedIn()
    for (const name of ['a', 'b', 'c']) await uploadText(client, name)
    for await (const { name } of iterateFiles(client, { per_page: 1 })) if (name === 'b') break
    expect(requests().filter((request) => request === 'GET /blobs')).toHaveLength(2)
  })

  test('ends when somebody else signs in', async () => {
    const { client, person, otherPerson } = await signedIn()
    for (const name of ['a', 'b']) await uploadText(client, name)
    const files = iterateFiles(client)
    expect((await files.next()).value).toMatchObject({ name: 'a' })
    await login(client, { login: otherPerson.login, password: otherPerson.password })
    expect((await errorOf(files.next())).code).toBe('session-changed')
    await login(client, { login: person.login, password: person.password })
  })
})

describe('addresses', () => {
  test('of public files need no request and no token', async () => {
    const { client, emulator } = await signedIn()
    const open = await uploadText(client, 'open.txt', 'for all', true)
    const closed = await uploadText(client, 'closed.txt')
    const url = publicFileUrl(client, open.uid)
    expect(url).toBe(`${client.apiUrl}/blobs/${open.uid}`)
    expect(await (await emulator.fetch(url)).text()).toBe('for all')
    expect((await emulator.fetch(publicFileUrl(client, closed.uid))).status).toBe(401)
    expect(() => publicFileUrl(client, '../users')).toThrow('invalid-argument')
  })

  test('with a token open private files as long as the session lasts', async () => {
    const { client, emulator } = await signedIn()
    const { uid } = await uploadText(client, 'closed.txt')
    const url = fileUrlWithToken(client, uid) ?? ''
    expect(await (await emulator.fetch(url)).text()).toBe('hello')
    await logout(client)
    expect((await emulator.fetch(url)).status).toBe(401)
    expect(fileUrlWithToken(createStage().client, uid)).toBeNull()
  })

  test.each([
    ['javascript:alert(1)', null],
    ['data:text/html,a', null],
    ['http://elsewhere.example/a', null],
    ['//elsewhere.example/a', null],
    [7, null],
    ['https://s3.amazonaws.com/a', 'https://s3.amazonaws.com/a'],
    ['blob:https://app.example/1', 'blob:https://app.example/1'],
  ])('%j comes back as %j', async (download_url, expected) => {
    const { client, emulator } = await signedIn()
    const blob = { id: 1, uid: 'a', blob_object_access: { download_url } }
    emulator.faults.add({ kind: 'status', status: 200, body: JSON.stringify({ blob }), path: '/blobs' })
    expect(await getFileObject(client, 'a')).toMatchObject({ url: expected, expires_at: null })
  })

  test('are read by either spelling', async () => {
    const { client, emulator } = await signedIn()
    const address = 'https://s3.amazonaws.com/a?X-Amz-Date=20260115T120000Z&X-Amz-Expires=3600'
    for (const name of ['dowload_url', 'download_url']) {
      const blob = { id: 1, uid: 'a', blob_object_access: { [name]: address } }
      emulator.faults.add({
        kind: 'status',
        status: 200,
        body: JSON.stringify({ blob }),
        path: '/blobs',
        times: 1,
      })
      expect(await getFileObject(client, 'a')).toMatchObject({
        url: address,
        expires_at: Date.parse('2026-01-15T13:00:00Z'),
      })
    }
  })
})
