import { describe, expect, it } from 'vitest'
import { setUp } from '../../../test/api.ts'
import { createFile, formOf, storeFile, upload } from '../../../test/files.ts'

type Fields = [string, string | Blob][]

const codeIn = (text: string): string => /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? text
const set =
  (name: string, value: string) =>
  (fields: Fields): void => {
    const field = fields.find(([other]) => other === name)
    if (field === undefined) throw new Error(`The form has no ${name}.`)
    field[1] = value
  }
const drop =
  (name: string) =>
  (fields: Fields): void => {
    const at = fields.findIndex(([other]) => other === name)
    if (at === -1) throw new Error(`The form has no ${name}.`)
    fields.splice(at, 1)
  }

describe('uploading by a form', () => {
  it('answers 201 with a PostResponse, and keeps every byte', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { id, uid, params } = await createFile(api, token, { public: true, content_type: 'image/png' })
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256)
    const { status, text, headers } = await upload(emulator, params, new Blob([bytes]))
    expect([status, headers.get('Content-Type')]).toEqual([201, 'application/xml'])
    const location = `https://api.cubekit.test/s3/cubekit-files/${uid}`
    const etag = headers.get('ETag')
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    expect(text).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse><Location>${location}</Location>` +
        `<Bucket>cubekit-files</Bucket><Key>${uid}</Key><ETag>${etag?.replaceAll('"', '&quot;')}</ETag></PostResponse>`,
    )
    await api.post(`/blobs/${id}/complete`, { size: bytes.length }, token)
    const response = await emulator.fetch(`/blobs/${uid}`)
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect(response.headers.get('Content-Type')).toBe('image/png')
  })

  it('needs no session and looks at none', async () => {
    const { api, emulator } = setUp()
    const { params } = await createFile(api, await api.userToken())
    emulator.expireSessions()
    expect((await upload(emulator, params, 'hello')).status).toBe(201)
    expect(emulator.log.at(-1)).toMatchObject({ path: '/s3/cubekit-files', sessionId: null, tokenHash: null })

    const { address, form } = formOf(params, 'hello')
    const headers = { 'CB-Token': 'dead', 'CB-SDK': 'JS 6.1.2 - Client' }
    expect((await emulator.fetch(address, { method: 'POST', body: form, headers })).status).toBe(201)
  })

  it('takes a file without a file name and an empty one', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { uid, id, params } = await createFile(api, token, { public: true })
    await api.post(`/blobs/${id}/complete`, { size: 0 }, token)
    expect((await upload(emulator, params, new Blob([]))).status).toBe(201)
    expect(await (await emulator.fetch(`/blobs/${uid}`)).text()).toBe('')
    // As the official SDK in Node sends it: bytes, with neither a name nor a character set.
    const bytes = Uint8Array.of(0xff, 0x00, 0x0d, 0x0a, 0x2d, 0x2d, 0xfe)
    const fields = [...new URL(params).searchParams].map(
      ([name, value]) => `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const head = `${fields.join('')}--xyz\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\n`
    const response = await emulator.fetch('/s3/cubekit-files', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=xyz' },
      body: new Blob([head, bytes, '\r\n--xyz--\r\n']),
    })
    expect(response.status).toBe(201)
    expect(new Uint8Array(await (await emulator.fetch(`/blobs/${uid}`)).arrayBuffer())).toEqual(bytes)
  })

  it('may be done again while the form is good, and the last content counts', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { uid, id, params } = await createFile(api, token, { public: true })
    await api.post(`/blobs/${id}/complete`, { size: 5 }, token)
    for (const content of ['first', 'second'])
      expect((await upload(emulator, params, content)).status).toBe(201)
    expect(await (await emulator.fetch(`/blobs/${uid}`)).text()).toBe('second')
  })

  it('is over after an hour', async () => {
    const { api, emulator } = setUp()
    const { params } = await createFile(api, await api.userToken())
    emulator.clock.advance(3_600_000 - 1)
    expect((await upload(emulator, params, 'hello')).status).toBe(201)
    emulator.clock.advance(1)
    const { status, text } = await upload(emulator, params, 'hello')
    expect([status, codeIn(text)]).toEqual([403, 'AccessDenied'])
    expect(text).toContain('Invalid according to Policy: Policy expired.')
  })

  it.each<[string, number, string, (fields: Fields) => void]>([
    ['another type', 403, 'AccessDenied', set('Content-Type', 'text/html')],
    ['another key', 403, 'AccessDenied', set('key', 'somebody-elses-file')],
    ['another acl', 403, 'AccessDenied', set('acl', 'public-read')],
    ['another status', 403, 'AccessDenied', set('success_action_status', '200')],
    ['no type', 403, 'AccessDenied', drop('Content-Type')],
    ['an extra field', 403, 'AccessDenied', (fields) => void fields.unshift(['x-amz-meta-colour', 'red'])],
    ['another bucket', 403, 'AccessDenied', (fields) => void fields.unshift(['bucket', 'other'])],
    ['a wrong signature', 403, 'SignatureDoesNotMatch', set('x-amz-signature', '0'.repeat(64))],
    [
      'somebody else’s credential',
      403,
      'InvalidAccessKeyId',
      set('x-amz-credential', 'AKIA/20260115/us-east-1/s3/aws4_request'),
    ],
    ['another day', 403, 'InvalidAccessKeyId', set('x-amz-date', '20260116T120000Z')],
    [
      'a policy of one’s own',
      403,
      'SignatureDoesNotMatch',
      set('policy', btoa('{"expiration":"2030-01-01T00:00:00Z","conditions":[]}')),
    ],
    ['another algorithm', 400, 'InvalidArgument', set('x-amz-algorithm', 'AWS4-HMAC-SHA1')],
    ['no policy', 403, 'AccessDenied', drop('policy')],
    ['no signature', 400, 'InvalidArgument', drop('x-amz-signature')],
    ['no key', 400, 'InvalidArgument', drop('key')],
    ['no file', 400, 'InvalidArgument', drop('file')],
    ['two files', 400, 'InvalidArgument', (fields) => void fields.push(['file', new Blob(['again'])])],
    ['a field after the file', 400, 'InvalidArgument', (fields) => void fields.push(['late', 'field'])],
    ['the file first', 400, 'InvalidArgument', (fields) => void fields.unshift(...fields.splice(-1))],
  ])('refuses a form with %s', async (_, status, code, change) => {
    const { api, emulator } = setUp()
    const { params } = await createFile(api, await api.userToken())
    const answer = await upload(emulator, params, 'hello', change)
    expect([answer.status, codeIn(answer.text)]).toEqual([status, code])
    expect(answer.headers.get('Content-Type')).toBe('application/xml')
    expect([...emulator.db.blobs.list()][0]).toMatchObject({ object: null })
  })

  it('names the condition that fails, escaped for XML', async () => {
    const { api, emulator } = setUp()
    const { params } = await createFile(api, await api.userToken())
    const { text } = await upload(emulator, params, 'hello', set('Content-Type', 'text/html'))
    expect(text).toContain(
      'Invalid according to Policy: Policy Condition failed: [&quot;eq&quot;, &quot;$content-type&quot;, &quot;text/plain&quot;]',
    )
    const twice = await upload(emulator, params, 'hello', (fields) => void fields.push(['file', 'again']))
    expect(twice.text).toContain('exactly one file upload')
    expect(twice.text).toContain('<ArgumentValue>2</ArgumentValue>')
    const extra = await upload(
      emulator,
      params,
      'hello',
      (fields) => void fields.unshift(['<b>&\u0007', 'x']),
    )
    expect(extra.text).toContain('Extra input fields: &lt;b&gt;&amp;?')
  })

  it('takes 100 MB and no byte more', { timeout: 60_000 }, async () => {
    const { api, emulator } = setUp()
    const { params } = await createFile(api, await api.userToken())
    const full = new Uint8Array(100 * 1024 * 1024)
    expect((await upload(emulator, params, new Blob([full]))).status).toBe(201)
    const { status, text } = await upload(emulator, params, new Blob([full, 'x']))
    expect([status, codeIn(text)]).toEqual([400, 'EntityTooLarge'])
    expect(text).toContain('<ProposedSize>104857601</ProposedSize><MaxSizeAllowed>104857600</MaxSizeAllowed>')
  })

  it('of a file that was deleted is taken, and leads nowhere', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { id, uid, params } = await createFile(api, token, { public: true })
    await api.delete(`/blobs/${id}`, token)
    expect((await upload(emulator, params, 'hello')).status).toBe(201)
    expect((await api.get(`/blobs/${uid}`, token)).status).toBe(404)
    expect((await emulator.fetch(`/s3/cubekit-files/${uid}`)).status).toBe(403)
  })

  it.each([
    ['application/json', '{}', 412, 'PreconditionFailed'],
    ['multipart/form-data', '--x--', 400, 'MalformedPOSTRequest'],
    ['multipart/form-data; boundary=x', 'nothing', 400, 'MalformedPOSTRequest'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ncut',
      400,
      'MalformedPOSTRequest',
    ],
    ['multipart/form-data; boundary=x', '--x--\r\n', 400, 'InvalidArgument'],
  ])('refuses %s with %j', async (type, body, status, code) => {
    const { emulator } = setUp()
    const response = await emulator.fetch('/s3/cubekit-files', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    })
    expect([response.status, codeIn(await response.text())]).toEqual([status, code])
  })
})

describe('faults', () => {
  it('reach the storage by its path', async () => {
    const { api, emulator } = setUp()
    const { params } = await createFile(api, await api.userToken())
    const body = '<Error><Code>AccessDenied</Code></Error>'
    emulator.faults.add({ kind: 'status', status: 403, body, path: '/s3', times: 1 })
    expect(await upload(emulator, params, 'hello')).toMatchObject({ status: 403, text: body })
    emulator.faults.add({ kind: 'dropAfterCommit', path: '/s3', times: 1 })
    await expect(upload(emulator, params, 'hello')).rejects.toThrow(TypeError)
    expect([...emulator.db.blobs.list()][0]).toMatchObject({ object: { size: 5 } })
  })
})

it('another emulator’s forms and addresses are not good here', async () => {
  const [here, there] = [setUp(), setUp({ authSecret: 'another-secret' })]
  const { params } = await createFile(there.api, await there.api.userToken())
  expect(codeIn((await upload(here.emulator, params, 'hello')).text)).toBe('SignatureDoesNotMatch')
  const { uid } = await storeFile(here.emulator, here.api, await here.api.userToken(), 'hello')
  const answer = await there.emulator.fetch(`/s3/cubekit-files/${uid}`)
  expect(answer.status).toBe(403)
})
