import { createStage, errorOf } from '@cubekit/testing'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { albumOf, picture } from '../../test/avatars/album.ts'
import { openPage } from '../../test/avatars/openPage.ts'
import { passTime } from '../../test/avatars/passTime.ts'
import {
  deleteFile,
  getFile,
  login,
  memoryStorage,
  readImage,
  removeAvatar,
  removeAvatarMutation,
  restoreAvatar,
  restoreAvatarMutation,
  sweepAvatars,
  updateUser,
  uploadAvatar,
  uploadAvatarMutation,
} from '../index.ts'

const encode = async (): Promise<Blob> => picture
const tenMinutes = 10 * 60_000 + 1

beforeAll(async () => void (await readImage(picture)))
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function setUp() {
  const stage = createStage()
  const { client, person } = stage
  await login(client, person)
  const { uid } = await uploadAvatar(client, picture, { encode })
  return { ...stage, uid, album: () => albumOf(stage, person.id) }
}

describe('restoreAvatar', () => {
  test('undoes an upload', async () => {
    const { client, uid, album } = await setUp()
    const { previous } = await uploadAvatar(client, picture, { encode, keepOld: true })
    expect(album().others).toEqual([uid])
    expect(previous).toBe(uid)
    await expect(restoreAvatar(client, previous)).resolves.toMatchObject({ avatar: uid })
    expect(client.getSession().user?.avatar).toBe(uid)
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
  })

  test('undoes a removal, and an upload where there was no picture', async () => {
    const { client, uid, album } = await setUp()
    const { previous } = await removeAvatar(client, { keepOld: true })
    expect(album()).toMatchObject({ avatar: null, others: [uid] })
    await restoreAvatar(client, previous)
    expect(album()).toMatchObject({ avatar: uid, others: [] })
    await removeAvatar(client)
    const upload = await uploadAvatar(client, picture, { encode, keepOld: true })
    await restoreAvatar(client, upload.previous)
    expect(album()).toMatchObject({ avatar: null, others: [] })
  })

  test('leaves alone what somebody has put in its place meanwhile', async () => {
    const { client, person, album, open, uid: first } = await setUp()
    const { uid, previous } = await uploadAvatar(client, picture, { encode, keepOld: true })
    const phone = open({ storage: memoryStorage() })
    await login(phone, person)
    const next = await uploadAvatar(phone, picture, { encode })
    const error = await errorOf(restoreAvatar(client, previous, { insteadOf: uid }))
    expect(error).toMatchObject({ code: 'not-found' })
    expect(album()).toMatchObject({ avatar: next.uid, isWhole: true, others: [first] })
    await removeAvatar(phone)
    await restoreAvatar(client, previous, { insteadOf: null })
    expect(album()).toMatchObject({ avatar: first, isWhole: true })
  })

  test('writes nothing into a profile that no profile names', async () => {
    const { client, uid, album } = await setUp()
    for (const text of ['../users/1?x', 'javascript:alert(1)', '']) {
      expect(await errorOf(restoreAvatar(client, text))).toMatchObject({ code: 'invalid-argument' })
    }
    expect(album()).toMatchObject({ avatar: uid })
    await updateUser(client, { avatar: 'default.png' })
    const upload = await uploadAvatar(client, picture, { encode, keepOld: true })
    await restoreAvatar(client, upload.previous, { insteadOf: upload.uid })
    expect(album()).toMatchObject({ avatar: 'default.png' })
  })

  test('is too late once the picture is gone: the new one stays, whole', async () => {
    const { client, person, album, open } = await setUp()
    const { previous, uid } = await uploadAvatar(client, picture, { encode, keepOld: true })
    const phone = open({ storage: memoryStorage() })
    await login(phone, person)
    await deleteFile(phone, (await getFile(phone, previous ?? '')).id)
    expect(await errorOf(restoreAvatar(client, previous))).toMatchObject({ code: 'not-found' })
    expect(album()).toMatchObject({ avatar: uid, isWhole: true })
    await sweepAvatars(client)
    expect(album()).toMatchObject({ avatar: uid, others: [] })
  })

  test('the time to undo: this page’s own sweep ends it, those of other tabs and of a page that opens do not', async () => {
    const { client, open, uid, album, emulator } = await setUp()
    await uploadAvatar(client, picture, { encode, keepOld: true })
    const tab = open()
    await tab.ready()
    await sweepAvatars(tab)
    await sweepAvatars(client, { keepOld: true })
    expect(album().others).toEqual([uid])
    await sweepAvatars(client)
    expect(album().others).toEqual([])
    await uploadAvatar(client, picture, { encode, keepOld: true })
    emulator.clock.advance(tenMinutes)
    await sweepAvatars(tab)
    expect(album().others).toEqual([])
  })

  test('does not bring back what another tab is deleting, even without locks', async () => {
    vi.stubGlobal('navigator', {})
    const stage = createStage()
    const storage = memoryStorage()
    const deleting = Promise.withResolvers<void>()
    const arrive = Promise.withResolvers<void>()
    const tab = openPage(stage, storage, {
      async before(request) {
        if (!request.startsWith('DELETE /blobs')) return
        deleting.resolve()
        await arrive.promise
      },
    }).client
    await login(tab, stage.person)
    const { uid: first } = await uploadAvatar(tab, picture, { encode })
    const { uid } = await uploadAvatar(tab, picture, { encode, keepOld: true })
    const sweeping = sweepAvatars(tab)
    await deleting.promise
    const other = openPage(stage, storage).client
    await other.ready()
    expect(await errorOf(restoreAvatar(other, first))).toMatchObject({ code: 'not-found' })
    arrive.resolve()
    await sweeping
    expect(albumOf(stage, stage.person.id)).toMatchObject({ avatar: uid, isWhole: true, others: [] })
  })

  test('the next upload ends the time to undo the one before', async () => {
    const { client, album } = await setUp()
    const first = await uploadAvatar(client, picture, { encode, keepOld: true })
    const second = await uploadAvatar(client, picture, { encode, keepOld: true })
    expect(album()).toMatchObject({ avatar: second.uid, others: [first.uid] })
  })

  test('an answer that is lost is settled by reading, as for uploads', async () => {
    const { client, uid, album, emulator } = await setUp()
    const { previous } = await uploadAvatar(client, picture, { encode, keepOld: true })
    emulator.faults.add({ kind: 'dropAfterCommit', method: 'PUT', path: '/users', times: 1 })
    await passTime(restoreAvatar(client, previous))
    expect(client.getSession().user?.avatar).toBe(uid)
    expect(album()).toMatchObject({ avatar: uid, others: [] })
  })
})

describe('removeAvatar', () => {
  test('takes the picture off, and deletes its file', async () => {
    const { client, uid, album } = await setUp()
    const { user, previous } = await removeAvatar(client)
    expect({ avatar: user.avatar, previous }).toEqual({ avatar: null, previous: uid })
    expect(album()).toEqual({ avatar: null, inData: null, isWhole: true, others: [] })
    await removeAvatar(client)
  })

  test('says why it could not, and leaves the picture', async () => {
    const { client, uid, album, emulator } = await setUp()
    emulator.faults.add({ kind: 'status', status: 403, method: 'PUT', path: '/users' })
    expect(await errorOf(removeAvatar(client))).toMatchObject({ code: 'forbidden' })
    expect(client.getSession().user?.avatar).toBe(uid)
    emulator.faults.clear()
    await sweepAvatars(client)
    expect(album()).toMatchObject({ avatar: uid, isWhole: true, others: [] })
  })
})

test('a sweep that cannot delete says so, and the next one does', async () => {
  const { client, uid, album, emulator } = await setUp()
  await uploadAvatar(client, picture, { encode, keepOld: true })
  const recover = emulator.faults.add({ kind: 'offline', method: 'DELETE', path: '/blobs' })
  expect(await errorOf(passTime(sweepAvatars(client)))).toMatchObject({ code: 'unreachable' })
  expect(album().others).toEqual([uid])
  recover()
  await sweepAvatars(client)
  expect(album().others).toEqual([])
})

test('what a profile points to is never deleted, whichever of its places it is in', async () => {
  const { client, uid, album } = await setUp()
  await updateUser(client, { custom_data: JSON.stringify({ avatar_uid: uid }) })
  const second = await uploadAvatar(client, picture, { encode })
  expect(album()).toEqual({ avatar: second.uid, inData: uid, isWhole: true, others: [] })
})

test('the mutation options do the same', async () => {
  const { client, uid, album } = await setUp()
  const { previous } = await uploadAvatarMutation(client).mutationFn({
    content: picture,
    encode,
    keepOld: true,
  })
  await restoreAvatarMutation(client).mutationFn({ uid: previous })
  expect(album()).toMatchObject({ avatar: uid, others: [] })
  await removeAvatarMutation(client).mutationFn({})
  expect(album().avatar).toBeNull()
})
