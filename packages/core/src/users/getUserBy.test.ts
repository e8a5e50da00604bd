import { createStage, errorOf } from '@cubekit/testing'
import { describe, expect, test } from 'vitest'
import { getUserBy, getUserByQuery } from '../index.ts'

const ada = {
  id: 51941,
  login: 'ada+b&c',
  email: 'ada@example.com',
  phone: '+6110797757',
  external_id: 'a/b c',
  facebook_id: '91234409',
  twitter_id: '83510562734',
}
const withPhoneOfAda = [
  { id: 60000, login: 'later', phone: ada.phone },
  { id: 51, login: 'earlier', phone: ada.phone },
]

describe('getUserBy', () => {
  test.each([
    { login: ada.login },
    { email: ada.email },
    { phone: ada.phone },
    { external_id: ada.external_id },
    { facebook_id: ada.facebook_id },
    { twitter_id: ada.twitter_id },
  ] as const)('finds by %j', async (by) => {
    const { client, emulator } = createStage({ emulator: { users: [ada, { login: 'other' }] } })
    expect(await getUserBy(client, by)).toMatchObject(ada)
    expect(emulator.log.at(-1)).toMatchObject({ method: 'GET', path: '/users/v2', status: 200 })
    const found = await getUserByQuery(client, by).queryFn({ signal: new AbortController().signal })
    expect(found.id).toBe(ada.id)
  })

  test('of several it is the one with the lowest id', async () => {
    const { client, emulator } = createStage({ emulator: { users: [...withPhoneOfAda, ada] } })
    expect((await getUserBy(client, { phone: ada.phone })).id).toBe(51)
    expect(emulator.log.at(-1)?.query).toBe('phone=%2B6110797757&sort_asc=id&limit=1')
  })

  test('nobody is not found', async () => {
    const { client } = createStage()
    expect((await errorOf(getUserBy(client, { login: 'nobody' }))).code).toBe('not-found')
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'ada'],
    ['no field', {}],
    ['an empty text', { login: '' }],
    ['two', { login: 'ada', email: 'ada@example.com' }],
    ['what many have', { full_name: 'Ada' }],
    ['an id', { id: 51941 }],
    ['a number', { phone: 6_110_797_757 }],
    ['a list', { login: { in: ['ada'] } }],
    ['half a character', { login: '😀'.slice(1) }],
  ])('refuses %s without a request', async (_, by) => {
    const { client, requests } = createStage()
    const error = await errorOf(Reflect.apply(getUserBy, null, [client, by]))
    expect(error.code).toBe('invalid-argument')
    expect(requests()).toEqual([])
  })
})
