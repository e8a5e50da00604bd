import { describe, expect, it } from 'vitest'
import { at, setUp, type Reply } from '../../../test/api.ts'
import { createFile, storeFile, upload } from '../../../test/files.ts'
import { createEmulator } from '../../index.ts'

const needUser = { errors: { base: ['Forbidden. Need user.'] } }

describe('POST /blobs', () => {
  it('makes a private file and answers in the documented shape', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { status, body } = await api.post(
      '/blobs.json',
      { blob: { content_type: 'image/jpeg', name: 'cat.jpeg' } },
      token,
    )
    expect(status).toBe(201)
    const { id, uid } = [...emulator.db.blobs.list()][0]!
    expect(uid).toMatch(/^[0-9a-f]{32}00$/)
    expect(body).toEqual({
      blob: {
        id,
        uid,
        account_id: 1,
        app_id: 1,
        content_type: 'image/jpeg',
        name: 'cat.jpeg',
        size: null,
        created_at: '2026-01-15T12:00:00Z',
        updated_at: '2026-01-15T12:00:00Z',
        blob_status: null,
        set_completed_at: null,
        public: false,
        blob_object_access: {
          id,
          blob_id: id,
          expires: '2026-01-15T13:00:00Z',
          object_access_type: 'Write',
          params: expect.stringMatching(
            /^https:\/\/api\.cubekit\.test\/s3\/cubekit-files\?Content-Type=image%2Fjpeg&/,
          ),
        },
      },
    })
  })

  it('gives a form with the documented fields and a policy that says the same', async () => {
    const { api } = setUp()
    const { params, uid } = await createFile(api, await api.userToken(), { public: true })
    const fields = Object.fromEntries(new URL(params).searchParams)
    expect(fields).toEqual({
      'Content-Type': 'text/plain',
      Expires: 'Thu, 15 Jan 2026 13:00:00 GMT',
      acl: 'public-read',
      key: uid,
      policy: expect.any(String),
      success_action_status: '201',
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': 'CUBEKITEMULATOR/20260115/us-east-1/s3/aws4_request',
      'x-amz-date': '20260115T120000Z',
      'x-amz-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const { policy, 'x-amz-signature': _, ...conditions } = fields
    expect(JSON.parse(atob(policy!))).toEqual({
      expiration: '2026-01-15T13:00:00Z',
      conditions: [
        { bucket: 'cubekit-files' },
        ...Object.entries(conditions).map(([name, value]) => ({ [name]: value })),
        ['content-length-range', 0, 104_857_600],
      ],
    })
  })

  it.each([
    [{}, { content_type: ['cannot be blank'] }],
    [{ content_type: 'text/plain' }, { name: ['cannot be blank'] }],
    [{ content_type: 'text/plain', name: '' }, { name: ['cannot be blank'] }],
    [{ content_type: '', name: 'a' }, { content_type: ['cannot be blank'] }],
    [{ content_type: 'jpeg', name: 'a' }, { content_type: ['should be a MIME type'] }],
    [{ content_type: 'text/plain\r\nSet-Cookie: a', name: 'a' }, { content_type: ['should be a MIME type'] }],
    [
      { content_type: 'text/plain', name: '🐈'.repeat(101) },
      { name: ['is too long (maximum is 100 characters)'] },
    ],
  ])('refuses %j', async (blob, errors) => {
    const { api, emulator } = setUp()
    expect(await api.post('/blobs', { blob }, await api.userToken())).toMatchObject({
      status: 422,
      body: { errors },
    })
    expect(emulator.db.blobs.size).toBe(0)
  })

  it('takes a name of a hundred characters, and "public" in any form', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    for (const isPublic of [true, 'true', 1, '1', false, 'false', 0, null]) {
      await createFile(api, token, { name: '🐈'.repeat(100), public: isPublic })
    }
    expect([...emulator.db.blobs.list()].map((blob) => blob.isPublic)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('needs a user', async () => {
    const { api } = setUp()
    const blob = { content_type: 'text/plain', name: 'a' }
    expect(await api.post('/blobs', { blob }, await api.appToken())).toMatchObject({
      status: 403,
      body: needUser,
    })
    expect((await api.post('/blobs', { blob })).status).toBe(401)
  })
})

describe('completing a file', () => {
  it.each([
    ['PUT', { size: 11 }],
    ['PUT', { blob: { size: 11 } }],
    ['POST', { size: 11 }],
    ['POST', { blob: { size: '11' } }],
  ])('%s with %j', async (method, body) => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { id } = await createFile(api, token)
    emulator.clock.advance(60_000)
    const complete = (): Promise<Response> =>
      emulator.fetch(`/blobs/${id}/complete.json`, {
        method,
        body: JSON.stringify(body),
        headers: { 'CB-Token': token, 'Content-Type': 'application/json' },
      })
    const response = await complete()
    expect([response.status, await response.text()]).toEqual([200, ''])
    const done = { size: 11, blob_status: 'complete', set_completed_at: '2026-01-15T12:01:00Z' }
    expect(at((await api.get(`/blobs/${id}`, token)).body, 'blob')).toMatchObject(done)

    emulator.clock.advance(60_000)
    expect((await complete()).status).toBe(200)
    expect(at((await api.get(`/blobs/${id}`, token)).body, 'blob')).toMatchObject(done)
  })

  it.each([{}, { size: null }, { blob: { size: '' } }])('needs a size: %j', async (body) => {
    const { api } = setUp()
    const token = await api.userToken()
    const { id } = await createFile(api, token)
    const reply = await api.post(`/blobs/${id}/complete`, body, token)
    expect(reply).toMatchObject({ status: 422, body: { errors: { size: ['cannot be blank'] } } })
  })

  it.each([-1, 1.5, 'many'])('takes no size of %j', async (size) => {
    const { api } = setUp()
    const token = await api.userToken()
    const { id } = await createFile(api, token)
    expect((await api.post(`/blobs/${id}/complete`, { size }, token)).status).toBe(422)
  })
})

describe('whose file it is', () => {
  it('only the owner completes, changes and deletes it; everybody with a session reads it', async () => {
    const { api, emulator } = setUp()
    const [owner, stranger, app] = [await api.userToken(0), await api.userToken(1), await api.appToken()]
    const { id, uid } = await storeFile(emulator, api, owner, 'hello')
    const change = (method: string, path: string, token: string): Promise<Response> =>
      emulator.fetch(path, {
        method,
        body: JSON.stringify({ blob: { size: 1, name: 'mine.txt' } }),
        headers: { 'CB-Token': token, 'Content-Type': 'application/json' },
      })
    for (const [method, path] of [
      ['PUT', `/blobs/${id}`],
      ['PUT', `/blobs/${id}/complete`],
      ['POST', `/blobs/${id}/complete`],
    ] as const) {
      const refused = await change(method, path, stranger)
      expect([refused.status, await refused.json()]).toEqual([
        403,
        { errors: { base: ['Forbidden. Need owner.'] } },
      ])
      expect(await (await change(method, path, app)).json()).toEqual(needUser)
    }
    expect((await api.delete(`/blobs/${id}`, stranger)).status).toBe(403)
    expect((await api.delete(`/blobs/${id}`, app)).status).toBe(403)
    expect((await api.delete(`/blobs/${id}`)).status).toBe(401)

    for (const token of [owner, stranger, app]) {
      expect(at((await api.get(`/blobs/${id}`, token)).body, 'blob')).toMatchObject({
        name: 'cat.txt',
        size: 5,
      })
      expect((await api.get(`/blobs/${uid}/object`, token)).status).toBe(200)
    }
    expect((await api.get(`/blobs/${id}`)).status).toBe(401)
    expect((await api.get(`/blobs/${uid}/object`)).status).toBe(401)
  })
})

describe('PUT /blobs/{id}', () => {
  it('changes the name and the type, and nothing else', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { id } = await storeFile(emulator, api, token, 'hello')
    const before = at((await api.get(`/blobs/${id}`, token)).body, 'blob')
    emulator.clock.advance(60_000)
    const put = async (blob: object): Promise<unknown> => {
      const response = await emulator.fetch(`/blobs/${id}`, {
        method: 'PUT',
        body: JSON.stringify({ blob }),
        headers: { 'CB-Token': token, 'Content-Type': 'application/json' },
      })
      return response.json()
    }
    expect(await put({ name: 'My photo', public: true, uid: 'mine' })).toEqual({
      blob: { ...Object(before), name: 'My photo', updated_at: '2026-01-15T12:01:00Z' },
    })
    expect(at(await put({ content_type: 'image/png' }), 'blob')).toMatchObject({
      name: 'My photo',
      content_type: 'image/png',
    })
    expect(await put({ name: '' })).toEqual({ errors: { name: ['cannot be blank'] } })
  })

  it('with "new" gives a form to upload other content', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { id, uid } = await storeFile(emulator, api, token, 'hello', { public: true })
    const response = await emulator.fetch(`/blobs/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ blob: { new: '1' } }),
      headers: { 'CB-Token': token, 'Content-Type': 'application/json' },
    })
    const params = String(at(await response.json(), 'blob', 'blob_object_access', 'params'))
    expect((await upload(emulator, params, 'good bye')).status).toBe(201)
    expect(await (await emulator.fetch(`/blobs/${uid}`)).text()).toBe('good bye')
  })

  it('is a GET in the official SDK, which changes nothing', async () => {
    const { api } = setUp()
    const token = await api.userToken()
    const { id } = await createFile(api, token)
    const reply = await api.get(`/blobs/${id}.json?blob[name]=My%20photo`, token)
    expect(at(reply.body, 'blob', 'name')).toBe('cat.txt')
  })
})

describe('DELETE /blobs/{id}', () => {
  it('takes the content along', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { id, uid } = await storeFile(emulator, api, token, 'hello', { public: true })
    const object = await api.get(`/blobs/${uid}/object?download_url=1`, token)
    const address = String(at(object.body, 'blob', 'blob_object_access', 'download_url'))
    expect((await emulator.fetch(address)).status).toBe(200)
    expect(await api.delete(`/blobs/${id}.json`, token)).toMatchObject({ status: 200, body: '' })
    expect((await emulator.fetch(address)).status).toBe(404)
    for (const path of [`/blobs/${id}`, `/blobs/${uid}`, `/blobs/${uid}/download`, `/blobs/${uid}/object`]) {
      expect([path, (await api.get(path, token)).status]).toEqual([path, 404])
    }
    expect((await api.delete(`/blobs/${id}`, token)).status).toBe(404)
    expect((await api.delete('/blobs.json', token)).status).toBe(404)
  })
})

describe('GET /blobs', () => {
  it('lists the caller’s own files, a page at a time', async () => {
    const { api } = setUp()
    const [mine, theirs] = [await api.userToken(0), await api.userToken(1)]
    const files = []
    for (let index = 0; index < 12; index++) files.push(await createFile(api, mine, { name: `${index}.txt` }))
    await createFile(api, theirs)
    await api.delete(`/blobs/${files[3]!.id}`, mine)
    const ids = files.filter((_, index) => index !== 3).map(({ id }) => id)
    const idsIn = (reply: Reply): unknown[] =>
      [...Array.from({ length: 20 }).keys()]
        .map((index) => at(reply.body, 'items', index, 'blob', 'id'))
        .filter(Boolean)

    const first = await api.get('/blobs.json?', mine)
    expect(first.body).toMatchObject({ current_page: 1, per_page: 10, total_entries: 11 })
    expect(idsIn(first)).toEqual(ids.slice(0, 10))
    const second = await api.get('/blobs?page=2&per_page=4', mine)
    expect(second.body).toMatchObject({ current_page: 2, per_page: 4, total_entries: 11 })
    expect(idsIn(second)).toEqual(ids.slice(4, 8))
    expect(await api.get('/blobs?page=9', mine)).toMatchObject({ status: 200, body: { items: [] } })
    expect((await api.get('/blobs?per_page=1000', mine)).body).toMatchObject({ per_page: 100 })
    expect((await api.get('/blobs?page=0', mine)).status).toBe(422)
    expect((await api.get('/blobs?per_page=ten', mine)).status).toBe(422)
    expect((await api.get('/blobs', theirs)).body).toMatchObject({ total_entries: 1 })
    expect((await api.get('/blobs', await api.appToken())).status).toBe(403)
  })
})

describe('downloading', () => {
  it.each(['', '/download'])(
    'GET /blobs/{uid}%s sends on to a signed address without a token',
    async (suffix) => {
      const { api, emulator } = setUp()
      const token = await api.userToken()
      const { uid } = await storeFile(emulator, api, token, 'hello')
      const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
        emulator.fetch(`/blobs/${uid}${suffix}${path}`, { headers, redirect: 'manual' })

      for (const response of [
        await ask('', { 'CB-Token': token }),
        await ask(`?token=${token}`),
        await ask(`.json?token=wrong`, { 'CB-Token': token }),
        await ask(`?token=${token}`, { 'CB-Token': '' }),
      ]) {
        expect([response.status, response.headers.get('CB-Token-ExpirationDate')]).toEqual([
          301,
          '2026-01-15 14:00:00 UTC',
        ])
        const location = response.headers.get('Location') ?? ''
        expect(location).not.toContain(token)
        const content = await emulator.fetch(location)
        expect([content.status, await content.text()]).toEqual([200, 'hello'])
        expect(Object.fromEntries(content.headers)).toMatchObject({
          'content-type': 'text/plain',
          'content-security-policy': 'sandbox',
          'x-content-type-options': 'nosniff',
        })
      }
      for (const response of [
        await ask(''),
        await ask('?token='),
        await ask('?token=undefined'),
        await ask('?token=%0A'),
      ]) {
        expect(response.status).toBe(401)
      }
      expect(JSON.stringify(emulator.log)).not.toContain(token)
    },
  )

  it('follows the redirect for whoever follows redirects', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { uid } = await storeFile(emulator, api, token, 'hello')
    const headers = { 'CB-Token': token }
    expect(await (await emulator.fetch(`/blobs/${uid}`, { headers })).text()).toBe('hello')
    expect(emulator.log.slice(-2).map(({ path, status }) => [path, status])).toEqual([
      [`/blobs/${uid}`, 301],
      [`/s3/cubekit-files/${uid}`, 200],
    ])
    await expect(emulator.fetch(`/blobs/${uid}`, { headers, redirect: 'error' })).rejects.toThrow(TypeError)
  })

  it('a public file is for everybody, even with a dead token', async () => {
    const { api, emulator } = setUp()
    const { uid } = await storeFile(emulator, api, await api.userToken(), 'hello', { public: true })
    for (const [path, headers] of [
      [`/blobs/${uid}`, {}],
      [`/blobs/${uid}/download`, {}],
      [`/blobs/${uid}?token=undefined`, { 'CB-Token': 'dead' }],
      [`/s3/cubekit-files/${uid}`, {}],
    ] as const) {
      expect([path, await (await emulator.fetch(path, { headers })).text()]).toEqual([path, 'hello'])
    }
  })

  it('needs the file to be complete, and there', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { id, uid, params } = await createFile(api, token, { public: true })
    await upload(emulator, params, 'hello')
    expect(await api.get(`/blobs/${uid}`)).toMatchObject({
      status: 404,
      body: { errors: ['File is not uploaded'] },
    })
    await api.post(`/blobs/${id}/complete`, { size: 5 }, token)
    expect((await api.get(`/blobs/${uid}`)).status).toBe(200)

    const empty = await createFile(api, token, { public: true })
    await api.post(`/blobs/${empty.id}/complete`, { size: 5 }, token)
    const missing = await api.get(`/blobs/${empty.uid}`)
    expect([missing.status, missing.body]).toEqual([404, expect.stringContaining('<Code>NoSuchKey</Code>')])
  })

  it('tells nobody without a session whether a file exists', async () => {
    const { api } = setUp()
    expect((await api.get('/blobs/nothing')).status).toBe(401)
    expect((await api.get('/blobs/nothing', await api.userToken())).status).toBe(404)
  })

  it('all digits are an id, anything else a uid', async () => {
    const { api } = setUp()
    const token = await api.userToken()
    const { id, uid } = await createFile(api, token)
    expect(at((await api.get(`/blobs/${id}`, token)).body, 'blob', 'uid')).toBe(uid)
    expect((await api.get(`/blobs/${id}a`, token)).status).toBe(404)
    expect((await api.get(`/blobs/${id}/download`, token)).status).toBe(404)
  })
})

describe('GET /blobs/{uid}/object', () => {
  it('with download_url gives an address for seven days, in both spellings', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { uid } = await storeFile(emulator, api, token, 'hello')
    const plain = await api.get(`/blobs/${uid}/object.json`, token)
    expect(at(plain.body, 'blob')).toMatchObject({ uid, size: 5 })
    expect(at(plain.body, 'blob')).not.toHaveProperty('blob_object_access')

    const { body } = await api.get(`/blobs/${uid}/object.json?download_url=1`, token)
    const access = at(body, 'blob', 'blob_object_access')
    const address = String(at(access, 'dowload_url'))
    expect(access).toEqual({ dowload_url: address, download_url: address })
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Expires': '604800',
      'X-Amz-SignedHeaders': 'host',
      'response-cache-control': 'max-age=604800',
    })
    emulator.clock.advance(604_800_000 - 1)
    const inTime = await emulator.fetch(address)
    expect([await inTime.text(), inTime.headers.get('Cache-Control')]).toEqual(['hello', 'max-age=604800'])
    emulator.clock.advance(1)
    const late = await emulator.fetch(address)
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
  })

  it('signs the whole address', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const [mine, other] = [
      await storeFile(emulator, api, token, 'hello'),
      await storeFile(emulator, api, token, 'secret'),
    ]
    const { body } = await api.get(`/blobs/${mine.uid}/object?download_url=1`, token)
    const address = String(at(body, 'blob', 'blob_object_access', 'download_url'))
    for (const forged of [
      address.replace(mine.uid, other.uid),
      address.replace('604800&', '999999999&'),
      address.replace('max-age', 'min-age'),
      address.replace(/X-Amz-Signature=.*/, 'X-Amz-Signature=00'),
      address.replace('CUBEKITEMULATOR', 'SOMEBODYELSE'),
    ]) {
      const response = await emulator.fetch(forged)
      expect([response.status, await response.text()]).toEqual([
        403,
        expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
      ])
    }
    const bare = await emulator.fetch(`/s3/cubekit-files/${mine.uid}`)
    expect([bare.status, await bare.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ])
    expect((await emulator.fetch(`/s3/cubekit-files/nothing`)).status).toBe(403)
  })
})

describe('snapshots', () => {
  it('hold no contents, but bring files back whose content is still known', async () => {
    const { api, emulator } = setUp()
    const token = await api.userToken()
    const { uid } = await storeFile(emulator, api, token, 'a secret letter', { public: true })
    const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
    expect(JSON.stringify(snapshot)).not.toContain('a secret letter')
    expect(JSON.stringify(snapshot)).not.toContain(btoa('a secret letter'))

    emulator.reset()
    expect(emulator.db.blobs.size).toBe(0)
    expect((await api.get(`/blobs/${uid}`)).status).toBe(401)
    emulator.restore(snapshot)
    expect((await api.get(`/blobs/${uid}`)).body).toBe('a secret letter')
    expect(at((await api.get('/blobs', token)).body, 'total_entries')).toBe(1)

    const other = createEmulator()
    other.restore(snapshot)
    expect((await other.fetch(`/blobs/${uid}`)).status).toBe(404)
  })
})
