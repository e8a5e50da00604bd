import { request } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { apiOf, at, type Api } from '../../test/api.ts'
import { createFile, formOf } from '../../test/files.ts'
import { startEmulator, type EmulatorServer } from './index.ts'

let server: EmulatorServer
let api: Api
beforeEach(async () => {
  server = await startEmulator()
  api = apiOf({
    ...server,
    fetch: (input, init) => fetch(typeof input === 'string' ? server.url + input : input, init),
  })
})
afterEach(() => server.stop())

it('takes uploads far larger than other bodies, and shows them to a browser', async () => {
  const token = await api.userToken()
  const { id, uid, params } = await createFile(api, token, { content_type: 'image/png', public: true })
  expect(params.startsWith(`${server.url}/s3/cubekit-files?`)).toBe(true)
  const { address, form } = formOf(params, new Blob([new Uint8Array(5_000_000).fill(7)]))
  expect((await fetch(address, { method: 'POST', body: form })).status).toBe(201)
  await api.post(`/blobs/${id}/complete`, { size: 5_000_000 }, token)

  const hop = await fetch(`${server.url}/blobs/${uid}`, { redirect: 'manual' })
  expect([hop.status, hop.headers.get('Location')]).toEqual([301, `${server.url}/s3/cubekit-files/${uid}`])
  const content = await fetch(`${server.url}/blobs/${uid}`)
  expect(content.headers.get('Content-Type')).toBe('image/png')
  expect((await content.arrayBuffer()).byteLength).toBe(5_000_000)
  const head = await fetch(`${server.url}/s3/cubekit-files/${uid}`, { method: 'HEAD' })
  expect([head.status, head.headers.get('ETag')]).toEqual([200, content.headers.get('ETag')])
})

it('refuses larger ones as the storage does, and lives on', { timeout: 60_000 }, async () => {
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = request(
      `${server.url}/s3/cubekit-files`,
      { method: 'POST', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
      (incoming) => {
        let text = ''
        incoming.on('data', (chunk: Buffer) => (text += chunk.toString()))
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }))
      },
    )
    outgoing.on('error', reject)
    const part = Buffer.alloc(4_000_000)
    const send = (left: number): void => {
      if (left === 0) outgoing.end()
      else outgoing.write(part, () => send(left - 1))
    }
    send(27)
  })
  expect(answer).toEqual({ status: 400, text: expect.stringContaining('<Code>EntityTooLarge</Code>') })
  expect(at((await api.session()).body, 'session', 'user_id')).toBeNull()
})
