import { expect, it } from 'vitest'
import { apiOf, at } from '../../test/api.ts'
import { createFile, upload } from '../../test/files.ts'
import { createBrowserEmulator } from './index.ts'

// The same in a real browser: real IndexedDB and real locks.

it('keeps a session over a reload', async () => {
  const name = `browser-${crypto.randomUUID()}`
  const before = createBrowserEmulator({ name, users: 1000 })
  const token = await apiOf(before).userToken(999)
  const after = createBrowserEmulator({ name, users: 1000 })
  const { status, body, headers } = await apiOf(after).get('/session', token)
  expect([status, at(body, 'session', 'user', 'login')]).toEqual([200, before.people[999]!.login])
  expect(headers.get('Date')).not.toBeNull()
})

it('is one emulator for all that share its name, however busy they are', async () => {
  const name = `browser-${crypto.randomUUID()}`
  const emulators = Array.from({ length: 4 }, () => createBrowserEmulator({ name }))
  const tokens = await Promise.all(emulators.map((emulator) => apiOf(emulator).appToken()))
  for (const emulator of emulators) {
    const replies = await Promise.all(tokens.map((token) => apiOf(emulator).get('/session', token)))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  }
})

it('reads every kind of body a browser sends', async () => {
  const emulator = createBrowserEmulator({ name: `browser-${crypto.randomUUID()}` })
  const { login, password } = emulator.people[0]!
  const form = new FormData()
  const fields = {
    application_id: '1',
    auth_key: emulator.keys.authKey,
    'user[login]': login,
    'user[password]': password,
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const body of [form, new URLSearchParams(fields)]) {
    expect((await emulator.fetch('/session', { method: 'POST', body })).status).toBe(201)
  }
})

it('takes a file of a form, and gives it back after a reload', async () => {
  const name = `browser-${crypto.randomUUID()}`
  const before = createBrowserEmulator({ name })
  const token = await apiOf(before).userToken()
  const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 256)
  const { id, uid, params } = await createFile(apiOf(before), token, { content_type: 'image/png' })
  const { status, text } = await upload(
    before,
    params,
    new File([bytes], 'ünï "code".png', { type: 'image/png' }),
  )
  expect([status, text]).toEqual([201, expect.stringContaining(`<Key>${uid}</Key>`)])
  await apiOf(before).post(`/blobs/${id}/complete`, { blob: { size: bytes.length } }, token)

  const after = createBrowserEmulator({ name })
  const response = await after.fetch(`/blobs/${uid}?token=${token}`)
  expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'image/png'])
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
})
