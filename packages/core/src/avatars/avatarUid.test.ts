import { createStage, errorOf } from '@cubekit/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { albumOf, picture } from '../../test/avatars/album.ts'
import { openPage } from '../../test/avatars/openPage.ts'
import {
  avatarUid,
  type CubeClientOptions,
  login,
  memoryStorage,
  publicAvatarUrl,
  readImage,
  removeAvatar,
  updateUser,
  uploadAvatar,
} from '../index.ts'

const inData = { avatars: { in: 'custom_data' } } as const
const encode = async (): Promise<Blob> => picture

beforeAll(async () => void (await readImage(picture)))

async function setUp(options: Partial<CubeClientOptions>, custom_data: string | null) {
  const stage = createStage({ client: options })
  const { client, person, emulator } = stage
  await login(client, person)
  await updateUser(client, { custom_data })
  return {
    ...stage,
    album: () => albumOf(stage, person.id),
    data: () => emulator.db.users.get(person.id)?.custom_data ?? null,
  }
}

describe('avatarUid', () => {
  const withBoth = { avatar: 'a1', custom_data: '{"avatar_uid":"b2","theme":"dark"}' }

  test('reads the user’s own field, and `custom_data` only where the app says so', () => {
    const { client, open } = createStage()
    const shared = open(inData)
    expect(avatarUid(client, withBoth)).toBe('a1')
    expect(avatarUid(shared, withBoth)).toBe('b2')
  })

  test.each([null, '', 'hello', '[]', '7', '{"avatar_uid":7}', '{"avatar_uid":""}', '{'])(
    'falls back on the field when custom_data is %j',
    (custom_data) => {
      expect(avatarUid(createStage().open(inData), { avatar: 'a1', custom_data })).toBe('a1')
    },
  )

  test.each([
    'javascript:alert(1)',
    'https://elsewhere.test/a.png',
    '../session',
    'a/b',
    ' ',
    'a'.repeat(201),
  ])('row 92: is null for %j, which can be no file', (avatar) => {
    const { client, open } = createStage()
    expect(avatarUid(client, { avatar, custom_data: null })).toBeNull()
    const custom_data = JSON.stringify({ avatar_uid: avatar })
    expect(avatarUid(open(inData), { avatar: null, custom_data })).toBeNull()
    expect(publicAvatarUrl(open({ avatars: { public: true } }), { avatar, custom_data: null })).toBeNull()
  })

  test('public avatars have an address without a request, private ones do not', () => {
    const { client, open } = createStage()
    const everybodys = open({ avatars: { public: true } })
    expect(publicAvatarUrl(client, withBoth)).toBeNull()
    expect(publicAvatarUrl(everybodys, withBoth)).toBe(`${client.apiUrl}/blobs/a1`)
  })
})

describe('avatars in custom_data', () => {
  test.each([
    [null, {}],
    [' null ', {}],
    ['{}', {}],
    ['{"theme":"dark","avatar_uid":"old","n":1.5}', { theme: 'dark', n: 1.5 }],
    ['{"__proto__":{"a":1},"constructor":null}', JSON.parse('{"__proto__":{"a":1},"constructor":null}')],
  ])('are written there and to the field, beside what is in %j', async (custom_data, others) => {
    const { client, album, data } = await setUp(inData, custom_data)
    const { uid, user } = await uploadAvatar(client, picture, { encode })
    expect(album()).toEqual({ avatar: uid, inData: uid, isWhole: true, others: [] })
    expect(JSON.parse(data() ?? '')).toEqual({ ...others, avatar_uid: uid })
    expect(avatarUid(client, user)).toBe(uid)
    const next = await uploadAvatar(client, picture, { encode })
    expect(next.previous).toBe(uid)
    await removeAvatar(client)
    expect(album()).toEqual({ avatar: null, inData: null, isWhole: true, others: [] })
    expect(JSON.parse(data() ?? '{}')).toEqual(others)
  })

  test('keep what else is in custom_data as it is written', async () => {
    const text =
      ' {"ref":12345678901234567890 , "f":1.0,"a":{"avatar_uid":"inner, not it"},"avatar_uid" : "old",\n"s":"}, \\"{","avatar\\u005fuid":"old, too","list":[1,[2,"]"]]} '
    const { client, data } = await setUp(inData, text)
    const { uid } = await uploadAvatar(client, picture, { encode })
    expect(data()).toBe(
      `{"ref":12345678901234567890,"f":1.0,"a":{"avatar_uid":"inner, not it"},"s":"}, \\"{","list":[1,[2,"]"]],"avatar_uid":"${uid}"}`,
    )
  })

  test('change nothing else that the app changes at the same time', async () => {
    const stage = await setUp(inData, '{"theme":"light"}')
    const puts: string[] = []
    const { client } = openPage(stage, memoryStorage(), {
      async before(request) {
        if (!request.startsWith('PUT /users') || puts.push(request) > 1) return
        // Long enough for whoever does not wait.
        for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
      },
    })
    await login(client, stage.person)
    const { uid } = await uploadAvatar(client, picture, {
      encode,
      onState({ status }) {
        if (status === 'completing') void updateUser(client, { custom_data: '{"theme":"dark"}' })
      },
    })
    expect(JSON.parse(stage.data() ?? '')).toEqual({ theme: 'dark', avatar_uid: uid })
  })

  test.each(['hello', '[]', '7', '{"theme":'])(
    'are refused before anything is sent when custom_data is %j',
    async (custom_data) => {
      const { client, requests, data } = await setUp(inData, custom_data)
      const before = requests().length
      const error = await errorOf(uploadAvatar(client, picture, { encode }))
      expect(error).toMatchObject({ code: 'validation', fields: { custom_data: ['is not a JSON object'] } })
      expect(requests().length).toBe(before)
      expect(data()).toBe(custom_data)
      await removeAvatar(client)
      expect(data()).toBe(custom_data)
    },
  )

  test('leave custom_data alone where avatars are in the field', async () => {
    const { client, data } = await setUp({}, 'hello')
    const { uid } = await uploadAvatar(client, picture, { encode })
    expect(data()).toBe('hello')
    expect(client.getSession().user?.avatar).toBe(uid)
  })
})
