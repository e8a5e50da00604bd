import { createStage, errorOf, type StageOptions } from '@cubekit/testing'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { albumOf, picture } from '../../test/avatars/album.ts'
import { openPage } from '../../test/avatars/openPage.ts'
import { passTime } from '../../test/avatars/passTime.ts'
import {
  type AvatarUploadState,
  type CubeClient,
  createAndUpload,
  createFile,
  deleteFile,
  getFile,
  imageRefusal,
  knownUsers,
  login,
  loginAsGuest,
  logout,
  memoryStorage,
  readImage,
  type SessionStorage,
  sweepAvatars,
  updateUser,
  uploadAvatar,
} from '../index.ts'

const encode = async (): Promise<Blob> => picture
const tenMinutes = 10 * 60_000 + 1

// What is loaded on demand would take its time.
beforeAll(async () => void (await readImage(picture)))
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function setUp(options: StageOptions = {}) {
  const stage = createStage(options)
  const { client, person, emulator } = stage
  await login(client, person)
  return {
    ...stage,
    album: () => albumOf(stage, person.id),
    upload: (by: CubeClient = client, more: Parameters<typeof uploadAvatar>[2] = {}) =>
      passTime(uploadAvatar(by, picture, { encode, ...more })),
    sweep: (by: CubeClient = client) => passTime(sweepAvatars(by)),
    files: () => [...emulator.db.blobs.list()],
  }
}

describe('an upload', () => {
  test('goes through its states, and the session shows the new avatar', async () => {
    const { client, album, requests, person } = await setUp()
    const states: AvatarUploadState[] = []
    const before = requests().length
    const { user, uid, previous } = await uploadAvatar(client, picture, {
      encode,
      onState: (state) => states.push(state),
    })
    expect(states.map(({ status }) => status)).toEqual([
      'checking',
      'encoding',
      'creating',
      'sending',
      'sending',
      'completing',
      'attaching',
      'cleaning',
      'done',
    ])
    expect(states).toContainEqual({ status: 'sending', sent: picture.size, total: picture.size })
    expect(user.avatar).toBe(uid)
    expect(previous).toBeNull()
    expect(client.getSession().user?.avatar).toBe(uid)
    expect(album()).toEqual({ avatar: uid, inData: null, isWhole: true, others: [] })
    expect(requests().slice(before)).toEqual([
      'POST /blobs',
      'POST /s3/cubekit-files',
      expect.stringMatching(/^PUT \/blobs\/\d+\/complete$/),
      `GET /users/${person.id}`,
      `PUT /users/${person.id}`,
    ])
  })

  test('replaces the picture before, and deletes it, whoever made it', async () => {
    const { client, album, upload, open, person } = await setUp()
    const first = await upload()
    const second = await upload()
    expect(second.previous).toBe(first.uid)
    expect(album()).toMatchObject({ avatar: second.uid, others: [] })
    const phone = open({ storage: memoryStorage() })
    await login(phone, person)
    const third = await upload(phone)
    expect(album()).toMatchObject({ avatar: third.uid, others: [] })
    expect(knownUsers(phone).find(person.id)?.user.avatar).toBe(third.uid)
    expect(client.getSession().user?.avatar).toBe(second.uid)
  })

  test('is private unless asked for otherwise, and of the type that its bytes are', async () => {
    const { client, upload, files, open } = await setUp()
    const { uid } = await upload()
    await expect(getFile(client, uid)).resolves.toMatchObject({ public: false, content_type: 'image/png' })
    await upload(client, { public: true, encode: async () => new Blob([picture], { type: 'image/jpeg' }) })
    expect(files()).toMatchObject([{ isPublic: true, contentType: 'image/png' }])
    expect(files()[0]?.name).toMatch(/^avatar-\w{16}\.png$/)
    const everybody = open({ avatars: { public: true } })
    await everybody.ready()
    await upload(everybody)
    expect(files()).toMatchObject([{ isPublic: true }])
  })

  test('row 72: checks what an encoder of the app’s own makes', async () => {
    const { client, upload, files, requests } = await setUp()
    const before = requests().length
    const text = await errorOf(upload(client, { encode: async () => new Blob(['<svg/>']) }))
    expect(imageRefusal(text)).not.toBeNull()
    const broken = upload(client, { encode: () => Promise.reject(new Error('out of memory')) })
    expect(imageRefusal(await errorOf(broken))).toBe('cannot-encode')
    expect(files()).toEqual([])
    expect(requests().length).toBe(before)
  })

  test('row 69: leaves out what such an encoder has left in', async () => {
    const { client, upload, files } = await setUp()
    const bytes = new Uint8Array(await picture.arrayBuffer())
    const crc = [0x9a, 0x0a, 0x4b, 0x57]
    // A text chunk behind the header.
    const note = Uint8Array.from(
      [0, 0, 0, 9, ...new TextEncoder().encode('tEXtGPS\0 here!'), ...crc].slice(0, 21),
    )
    const noted = new Blob([bytes.slice(0, 33), note, bytes.slice(33)])
    await expect(readImage(noted)).resolves.toMatchObject({ hasMetadata: true })
    await upload(client, { encode: async () => noted })
    expect(files()[0]?.object?.size).toBe(picture.size)
  })

  test('refuses what is no image before it is encoded', async () => {
    const { client } = await setUp()
    const error = await errorOf(uploadAvatar(client, new Blob(['MZ, a program'])))
    expect(imageRefusal(error)).toBe('not-an-image')
  })

  test('is for guests, too', async () => {
    const { open, upload, emulator } = await setUp()
    const client = open({ storage: memoryStorage() })
    const { id } = await loginAsGuest(client, { full_name: 'Olof' })
    const { uid } = await upload(client)
    expect(emulator.db.users.get(id)?.avatar).toBe(uid)
  })

  test('needs somebody who is signed in', async () => {
    const { open, upload, sweep } = await setUp()
    const nobody = open({ storage: memoryStorage() })
    expect(await errorOf(upload(nobody))).toMatchObject({ code: 'not-signed-in' })
    expect(await errorOf(sweep(nobody))).toMatchObject({ code: 'not-signed-in' })
  })

  test('what the app’s own listener throws is the app’s own affair', async () => {
    const { client, upload } = await setUp()
    const thrown: unknown[] = []
    vi.stubGlobal('queueMicrotask', (task: () => void) => {
      try {
        task()
      } catch (error) {
        thrown.push(error)
      }
    })
    const { uid } = await upload(client, {
      onState({ status }) {
        if (status === 'creating') throw new Error('of the app')
      },
    })
    expect(uid).toBeTruthy()
    expect(thrown).toEqual([expect.objectContaining({ message: 'of the app' })])
  })
})

describe('answers that are lost', () => {
  const paths = { completing: /complete$/, attaching: /^PUT \/users/, deleting: /^DELETE/ } as const

  /** A page on which some requests come to nothing, or their answers are lost. */
  async function openOn(wire: { lose?: RegExp; drop?: RegExp; times: number }) {
    const stage = await setUp()
    let left = wire.times
    const fail = (pattern: RegExp | undefined, request: string): void => {
      if (!pattern?.test(request) || left === 0) return
      left--
      throw new TypeError('Failed to fetch')
    }
    const page = openPage(stage, memoryStorage(), {
      before: async (request) => fail(wire.drop, request),
      after: async (request) => fail(wire.lose, request),
    })
    await login(page.client, stage.person)
    const { uid } = await stage.upload(stage.client)
    return {
      ...stage,
      page,
      uid,
      sent: (path: RegExp) => stage.requests().filter((one) => path.test(one)).length,
    }
  }

  test('row 76: completing is repeated, three more times', async () => {
    const { upload, page, album, sent } = await openOn({ lose: paths.completing, times: 3 })
    const before = sent(paths.completing)
    const { uid } = await upload(page.client)
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
    expect(sent(paths.completing) - before).toBe(4)
  })

  test('row 76: and when that does not help, the file is deleted', async () => {
    const { upload, page, album, uid, sent } = await openOn({ drop: paths.completing, times: 9 })
    expect(await errorOf(upload(page.client))).toMatchObject({ code: 'unreachable' })
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
    expect(sent(paths.deleting)).toBe(1)
  })

  test('row 77: the profile has it: it is not sent again', async () => {
    const { upload, page, album, sent } = await openOn({ lose: paths.attaching, times: 1 })
    const before = sent(paths.attaching)
    const { uid, user } = await upload(page.client)
    expect(user.avatar).toBe(uid)
    expect(page.client.getSession().user?.avatar).toBe(uid)
    expect(album()).toMatchObject({ avatar: uid, others: [] })
    expect(sent(paths.attaching) - before).toBe(1)
  })

  test('row 77: the profile does not have it: it is sent again', async () => {
    const { upload, page, album } = await openOn({ drop: paths.attaching, times: 2 })
    const { uid } = await upload(page.client)
    expect(page.client.getSession().user?.avatar).toBe(uid)
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
  })

  test('row 77: the profile never gets it: the old one stays, and the new file waits ten minutes', async () => {
    const { upload, page, album, uid, emulator, sweep } = await openOn({ drop: paths.attaching, times: 9 })
    expect(await errorOf(upload(page.client))).toMatchObject({ code: 'unreachable' })
    expect(page.client.getSession().user?.avatar).toBe(uid)
    // One of the requests may be on its way.
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [expect.any(String)] })
    await sweep(page.client)
    expect(album().others).toHaveLength(1)
    emulator.clock.advance(tenMinutes)
    await sweep(page.client)
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
  })

  test('row 77: what another device has put in its place meanwhile stays, and the file it has deleted is not attached', async () => {
    const stage = await setUp()
    const phone = stage.open({ storage: memoryStorage() })
    await login(phone, stage.person)
    const other: Promise<unknown>[] = []
    const page = openPage(stage, memoryStorage(), {
      async after(request) {
        if (!paths.attaching.test(request) || other.length > 0) return
        other.push(uploadAvatar(phone, picture, { encode }))
        await other[0]
        throw new TypeError('Failed to fetch')
      },
    })
    await login(page.client, stage.person)
    await stage.upload(page.client)
    const upload = await other[0]
    expect(upload).toMatchObject({ uid: stage.album().avatar })
    expect(stage.album()).toMatchObject({ isWhole: true, others: [] })
  })

  test('row 77: one that arrives after all finds its file', async () => {
    const stage = await setUp()
    const late: (() => void)[] = []
    const page = openPage(stage, memoryStorage(), {
      async before(request) {
        if (!paths.attaching.test(request)) return
        if (late.length > 0) throw new TypeError('Failed to fetch')
        await new Promise<void>((resolve) => void late.push(resolve))
      },
    })
    await login(page.client, stage.person)
    expect(await errorOf(stage.upload(page.client))).toMatchObject({ code: 'unreachable' })
    await stage.sweep(page.client)
    expect(stage.album().avatar).toBeNull()
    late[0]?.()
    await vi.advanceTimersByTimeAsync(1000)
    expect(stage.album()).toMatchObject({ avatar: expect.any(String), isWhole: true, others: [] })
    stage.emulator.clock.advance(tenMinutes)
    await stage.sweep(page.client)
    expect(stage.album()).toMatchObject({ avatar: expect.any(String), isWhole: true, others: [] })
  })

  test('row 77: one that arrives after the next upload finds its file, too', async () => {
    const stage = await setUp()
    const arrive = Promise.withResolvers<void>()
    let sent = 0
    const page = openPage(stage, memoryStorage(), {
      async before(request) {
        if (paths.attaching.test(request) && sent++ === 0) await arrive.promise
      },
    })
    await login(page.client, stage.person)
    const first = await stage.upload(page.client)
    const second = await stage.upload(page.client)
    expect(stage.album()).toMatchObject({ avatar: second.uid, others: [first.uid] })
    arrive.resolve()
    await vi.advanceTimersByTimeAsync(1000)
    expect(stage.album()).toMatchObject({ avatar: first.uid, isWhole: true })
    for (let turn = 0; turn < 2; turn++) {
      stage.emulator.clock.advance(tenMinutes)
      await updateUser(page.client, { full_name: `Who reads the profile ${turn}` })
      await stage.sweep(page.client)
    }
    expect(stage.album()).toMatchObject({ avatar: first.uid, isWhole: true, others: [] })
  })

  test('row 78: the picture before cannot be deleted: the person sees success, and a later sweep deletes it', async () => {
    const { upload, page, album, uid: old, sweep, sent } = await openOn({ drop: paths.deleting, times: 3 })
    const { uid } = await upload(page.client)
    expect(album()).toMatchObject({ avatar: uid, others: [old] })
    await sweep(page.client)
    expect(album()).toMatchObject({ avatar: uid, others: [] })
    expect(sent(paths.deleting)).toBe(1)
  })

  test('row 74: a form that is over by the time it is there is not used: another file is made', async () => {
    const { client, hold, emulator, album, files } = await setUp()
    const held = hold('POST /blobs')
    const upload = uploadAvatar(client, picture, { encode })
    await held.arrived
    emulator.clock.advance(63 * 60_000)
    held.release()
    const { uid } = await upload
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
    expect(files()).toHaveLength(1)
  })

  test('row 82: a session that ends in between is renewed, and the upload goes on', async () => {
    const { open, person, upload, emulator, album } = await setUp()
    const client = open({ storage: memoryStorage(), credentialProvider: () => person })
    await login(client, person)
    const { uid } = await upload(client, {
      onState: ({ status }) => status === 'sending' && emulator.expireSessions(),
    })
    expect(album()).toMatchObject({ avatar: uid, isWhole: true })
    expect(client.getSession().status).toBe('user')
  })

  test('row 82: without renewal it is rolled back once the person has signed in again', async () => {
    const { client, person, upload, emulator, album, sweep } = await setUp()
    const failed = upload(client, {
      onState: ({ status }) => status === 'sending' && emulator.expireSessions(),
    })
    expect(await errorOf(failed)).toMatchObject({ code: 'session-expired' })
    expect(album()).toMatchObject({ avatar: null, others: [expect.any(String)] })
    await login(client, person)
    await sweep()
    expect(album()).toMatchObject({ avatar: null, others: [] })
  })
})

describe('a cancel', () => {
  test('row 79: is told at once, whatever is under way', async () => {
    const { client, hold, album } = await setUp()
    const held = hold('POST /blobs')
    const abort = new AbortController()
    const states: string[] = []
    const upload = uploadAvatar(client, picture, {
      encode,
      signal: abort.signal,
      onState: ({ status }) => states.push(status),
    })
    await held.arrived
    abort.abort()
    expect(states.at(-1)).toBe('rolling-back')
    held.release()
    expect(await errorOf(upload)).toMatchObject({ code: 'aborted' })
    expect(states.at(-1)).toBe('rolling-back')
    expect(album()).toMatchObject({ avatar: null, others: [] })
  })

  test('row 79: does not wait for what may be broken off', async () => {
    const { client, person, emulator, album } = await setUp()
    for (const path of ['/s3', '/blobs', `/users/${person.id}`]) {
      const abort = new AbortController()
      const step = path === '/s3' ? 'sending' : path === '/blobs' ? 'completing' : 'attaching'
      const upload = uploadAvatar(client, picture, {
        encode,
        signal: abort.signal,
        onState({ status }) {
          if (status === step) emulator.faults.add({ kind: 'hang', path, times: 1 })
        },
      })
      await vi.waitFor(() => expect(emulator.log.at(-1)?.fault).toBe('hang'))
      abort.abort()
      expect(await errorOf(upload)).toMatchObject({ code: 'aborted' })
      emulator.faults.clear()
      expect(album()).toMatchObject({ avatar: null, others: [] })
    }
  })
})

describe('several at once', () => {
  test('row 84: a double click: one after the other, and the last one wins', async () => {
    const { upload, album } = await setUp()
    const [first, second] = await Promise.all([upload(), upload()])
    expect(second.previous).toBe(first.uid)
    expect(album()).toMatchObject({ avatar: second.uid, isWhole: true, others: [] })
  })

  test.each([true, false])('row 84: two tabs, with locks: %s', async (hasLocks) => {
    if (!hasLocks) vi.stubGlobal('navigator', {})
    const { client, open, upload, album, sweep, emulator } = await setUp()
    const tab = open()
    await tab.ready()
    const uids = (await Promise.all([upload(client), upload(tab)])).map(({ uid }) => uid)
    expect(uids).toContain(album().avatar)
    expect(album().isWhole).toBe(true)
    if (hasLocks) expect(album().others).toEqual([])
    emulator.clock.advance(tenMinutes)
    await sweep()
    emulator.clock.advance(tenMinutes)
    await sweep(tab)
    expect(album()).toMatchObject({ isWhole: true, others: [] })
  })

  test.each([true, false])(
    'a sweep leaves what another tab is uploading, with locks: %s',
    async (hasLocks) => {
      if (!hasLocks) vi.stubGlobal('navigator', {})
      const stage = await setUp()
      const storage = memoryStorage()
      const pages = [openPage(stage, storage), openPage(stage, storage)] as const
      await login(pages[0].client, stage.person)
      await pages[1].client.ready()
      const sweeps: Promise<number>[] = []
      const { uid } = await stage.upload(pages[0].client, {
        onState: () => void sweeps.push(sweepAvatars(pages[1].client)),
      })
      await passTime(Promise.all(sweeps))
      expect(stage.album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
    },
  )

  test('a cancel while another is under way is heard at once', async () => {
    const { client, upload, hold, album } = await setUp()
    const held = hold('POST /blobs')
    const first = upload()
    await held.arrived
    const abort = new AbortController()
    const second = uploadAvatar(client, picture, { encode, signal: abort.signal })
    await vi.advanceTimersByTimeAsync(100)
    abort.abort()
    expect(await errorOf(second)).toMatchObject({ code: 'aborted' })
    held.release()
    const { uid } = await first
    expect(album()).toMatchObject({ avatar: uid, others: [] })
  })

  test('row 81: one that waits when somebody else signs in is not theirs', async () => {
    const { client, upload, hold, otherPerson, emulator, files } = await setUp()
    const held = hold('POST /blobs')
    const both = [errorOf(upload()), errorOf(upload())]
    await held.arrived
    await passTime(login(client, otherPerson))
    held.release()
    expect((await Promise.all(both)).map(({ code }) => code)).toEqual(['session-changed', 'session-changed'])
    expect(emulator.db.users.get(otherPerson.id)?.avatar).toBeNull()
    expect(files().filter(({ userId }) => userId === otherPerson.id)).toEqual([])
  })

  test('another avatar that the app sets meanwhile is replaced by what comes later', async () => {
    const { client, upload, album } = await setUp()
    const own = await createAndUpload(client, picture, { name: 'own.png' })
    const { uid, previous } = await upload(client, {
      onState: ({ status }) => {
        if (status === 'completing') void updateUser(client, { avatar: own.uid })
      },
    })
    expect([own.uid, null]).toContain(previous)
    expect([uid, own.uid]).toContain(album().avatar)
    expect(album().isWhole).toBe(true)
  })
})

describe('what is not there any more, or not ours', () => {
  test('an old avatar that is somebody else’s file, or gone, or no file at all, stays as it is', async () => {
    const { client, upload, open, otherPerson, files, requests, emulator, sweep } = await setUp()
    const other = open({ storage: memoryStorage() })
    await login(other, otherPerson)
    const theirs = await createAndUpload(other, picture)
    for (const avatar of [
      theirs.uid,
      'gone',
      'https://elsewhere.test/a.png',
      '../users/1',
      String(theirs.id),
    ]) {
      await updateUser(client, { avatar })
      const { uid, previous } = await upload()
      expect(previous).toBe(avatar)
      expect(client.getSession().user?.avatar).toBe(uid)
    }
    emulator.clock.advance(tenMinutes)
    await sweep()
    expect(files().map(({ id }) => id)).toEqual([theirs.id, expect.any(Number)])
    const before = requests().length
    await sweep()
    // All of it is settled.
    expect(requests().length).toBe(before)
  })

  test('a file that the server would not make leaves nothing to look for', async () => {
    const { upload, emulator, requests } = await setUp()
    emulator.faults.add({ kind: 'status', status: 403, method: 'POST', path: '/blobs' })
    expect(await errorOf(upload())).toMatchObject({ code: 'forbidden' })
    expect(requests().at(-1)).toBe('POST /blobs')
  })

  test('a file that somebody has deleted meanwhile: the upload fails, and the profile stays', async () => {
    const { client, upload, album, open, person, files } = await setUp()
    const { uid } = await upload()
    const phone = open({ storage: memoryStorage() })
    await login(phone, person)
    const failed = upload(client, {
      onState: ({ status }) => void (status === 'completing' && deleteFile(phone, files().at(-1)?.id ?? 0)),
    })
    expect(await errorOf(failed)).toMatchObject({ code: 'not-found' })
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
  })
})

describe('the journal', () => {
  test('row 80: a page that is closed: its file is deleted by the next one, though nobody heard of it', async () => {
    const stage = await setUp()
    const storage = memoryStorage()
    const page = openPage(stage, storage, {
      async after(request) {
        if (request === 'POST /blobs') page.kill()
      },
    })
    await login(page.client, stage.person)
    await errorOf(stage.upload(page.client))
    expect(stage.album().others).toHaveLength(1)
    // It is found among many.
    for (let each = 0; each < 120; each++) {
      await createFile(stage.client, { name: 'a note', content_type: 'text/plain' })
    }
    const next = openPage(stage, storage)
    await next.client.ready()
    expect(await stage.sweep(next.client)).toBe(1)
    expect(await stage.sweep(next.client)).toBe(0)
    expect(stage.files().every(({ name }) => name === 'a note')).toBe(true)
    expect(stage.files()).toHaveLength(120)
  })

  test('row 81: of somebody who has left, it waits until they are back', async () => {
    const { client, person, otherPerson, upload, album, sweep, requests } = await setUp()
    const failed = upload(client, {
      onState: ({ status }) => void (status === 'completing' && logout(client)),
    })
    expect(await errorOf(failed)).toMatchObject({ code: 'session-changed' })
    expect(album().others).toHaveLength(1)
    await login(client, otherPerson)
    const before = requests().length
    await sweep()
    expect(requests().length).toBe(before)
    expect(album().others).toHaveLength(1)
    await login(client, person)
    await sweep()
    expect(album()).toMatchObject({ avatar: null, others: [] })
  })

  test('holds no token, and is apart from the session', async () => {
    const written = new Map<string, unknown>()
    const storage: SessionStorage = {
      read: async (key) => written.get(key),
      async update(key, decide) {
        const next = decide(written.get(key))
        if (next !== undefined) written.set(key, next)
      },
      close() {},
    }
    const { upload, open, person } = await setUp()
    const client = open({ storage })
    await login(client, person)
    await upload(client)
    const texts = [...written].map(([key, value]) => [key, JSON.stringify(value)] as const)
    expect(texts.map(([key]) => key.split(' ', 1)[0])).toEqual(['1', 'avatars'])
    const tokens = /"token":"(\w+)"/.exec(texts.join())
    const [, journal = ''] = texts.find(([key]) => key.startsWith('avatars')) ?? []
    expect(journal).toContain('avatar-')
    expect(tokens?.[1] && journal.includes(tokens[1])).toBe(false)
  })

  test.each(['denied', 'never answers', 'damaged', 'of a later version'])(
    'a storage that is %s keeps nobody from uploading',
    async (how) => {
      const stage = await setUp()
      const values = new Map<string, unknown>()
      const isJournal = (key: string): boolean => key.startsWith('avatars') && !values.has(key)
      const trouble = async (): Promise<unknown> => {
        if (how === 'denied') throw new Error('denied')
        if (how === 'never answers') return new Promise(() => {})
        return how === 'damaged' ? { v: 1, entries: [7, { name: '' }, { uid: 5, at: 'x' }] } : { v: 2 }
      }
      const client = stage.open({
        storage: {
          read: async (key) => (isJournal(key) ? trouble() : values.get(key)),
          async update(key, decide) {
            const next = decide(isJournal(key) ? await trouble() : values.get(key))
            if (next !== undefined) values.set(key, next)
          },
          close() {},
        },
      })
      await login(client, stage.person)
      await stage.upload(client)
      const { uid } = await stage.upload(client)
      expect(stage.album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
    },
  )

  test('does not ask anything when there is nothing to do', async () => {
    const { upload, sweep, requests } = await setUp()
    await sweep()
    await upload()
    const before = requests().length
    await sweep()
    expect(requests().length).toBe(before)
  })

  test('on another device, an avatar that was replaced is left to undo for ten minutes', async () => {
    const { client, open, person, upload, album, sweep, emulator } = await setUp()
    const phone = open({ storage: memoryStorage() })
    await login(phone, person)
    const first = await upload()
    const second = await upload(phone, { keepOld: true })
    await updateUser(client, { full_name: 'Who reads the profile' })
    await sweep()
    expect(album()).toMatchObject({ avatar: second.uid, others: [first.uid] })
    emulator.clock.advance(tenMinutes)
    await sweep()
    expect(album()).toMatchObject({ avatar: second.uid, others: [] })
  })
})
