import { createStage, errorOf } from '@cubekit/testing'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type CustomDataSchema, login, parseCustomData, signUp, updateUser } from '../index.ts'

/** Accepts an object whose `middle_name`, if there is one, is a text. */
const schema: CustomDataSchema = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate(value) {
      const isObject = typeof value === 'object' && value !== null
      const name: unknown = isObject && 'middle_name' in value ? value.middle_name : ''
      if (!isObject || typeof name !== 'string')
        return { issues: [{ message: 'middle_name must be a text' }] }
      return { value: { ...value, isRead: true } }
    },
  },
}
const asynchronous: CustomDataSchema = {
  '~standard': { version: 1, vendor: 'test', validate: async () => ({ value: {} }) },
}

describe('parseCustomData', () => {
  test.each([
    ['{"middle_name":"Byron"}', { middle_name: 'Byron', isRead: true }],
    ['{"middle_name":7}', null],
    ['"a text"', null],
    ['[]', { isRead: true }],
    ['null', null],
    ['', null],
    ['no JSON', null],
    [null, null],
    [`{"middle_name":"${'x'.repeat(1_000_000)}"}`, { middle_name: 'x'.repeat(1_000_000), isRead: true }],
  ])('with a schema: %.40s', (custom_data, value) => {
    const { client } = createStage({ client: { customData: schema } })
    expect(parseCustomData(client, { custom_data })).toEqual(value)
  })

  test.each([
    ['{"theme":"dark"}', { theme: 'dark' }],
    ['"a text"', null],
    ['[1]', null],
    ['7', null],
    ['{"theme":', null],
    ['['.repeat(100_000), null],
    [`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, { a: expect.anything() }],
  ])('without one: %.40s', (custom_data, value) => {
    const { client } = createStage()
    expect(parseCustomData(client, { custom_data })).toEqual(value)
  })

  test('what others have written changes no prototype', () => {
    const { client } = createStage()
    const read = parseCustomData(client, { custom_data: '{"__proto__":{"isAdmin":true}}' })
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
  })

  test('a schema that takes its time is refused', async () => {
    const { client } = createStage({ client: { customData: asynchronous } })
    expect(() => parseCustomData(client, { custom_data: '{}' })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
    expect((await errorOf(signUp(client, { login: 'new', password: 'long', custom_data: {} }))).code).toBe(
      'invalid-argument',
    )
  })
})

test('a schema of valibot will do', async () => {
  const customData = v.looseObject({ middle_name: v.pipe(v.string(), v.maxLength(10)) })
  const { client } = createStage({ client: { customData } })
  expect(parseCustomData(client, { custom_data: '{"middle_name":"Byron","more":1}' })).toEqual({
    middle_name: 'Byron',
    more: 1,
  })
  const tooLong = { middle_name: 'x'.repeat(11) }
  const error = await errorOf(signUp(client, { login: 'new', password: 'long one', custom_data: tooLong }))
  expect(error).toMatchObject({ code: 'validation', fields: { custom_data: [expect.any(String)] } })
})

test('what is written is checked as it will be read again', async () => {
  const customData = v.looseObject({ born: v.date() })
  const { client } = createStage({ client: { customData } })
  const details = { login: 'new', password: 'long one', custom_data: { born: new Date(0) } }
  expect((await errorOf(signUp(client, details))).fields).toHaveProperty('custom_data')
})

test('a schema that gives nothing, or throws, accepts nothing', () => {
  // Typed as a schema must be: what it really gives is the point.
  const broken: (() => ReturnType<CustomDataSchema['~standard']['validate']>)[] = [
    () => JSON.parse('null'),
    () => JSON.parse('{'),
  ]
  for (const validate of broken) {
    const { client } = createStage({
      client: { customData: { '~standard': { version: 1, vendor: 'test', validate } } },
    })
    expect(parseCustomData(client, { custom_data: '{}' })).toBeNull()
  }
})

describe('what is written', () => {
  test('is checked before it is sent, and comes back as it was written', async () => {
    const { client, requests, emulator } = createStage({ client: { customData: schema } })
    const custom_data = { middle_name: 'Byron' }
    const user = await signUp(client, { login: 'newcomer', password: 'a long password', custom_data })
    expect(user.custom_data).toBe('{"middle_name":"Byron"}')
    expect(parseCustomData(client, user)).toEqual({ middle_name: 'Byron', isRead: true })
    const before = requests().length
    const error = await errorOf(updateUser(client, { custom_data: { middle_name: 7 } }))
    expect(error).toMatchObject({
      code: 'validation',
      fields: { custom_data: ['middle_name must be a text'] },
    })
    expect(requests()).toHaveLength(before)
    await updateUser(client, { custom_data: 'free text' })
    expect(emulator.db.users.get(user.id)?.custom_data).toBe('free text')
  })

  test('must be JSON', async () => {
    const { client, person } = createStage()
    await login(client, { login: person.login, password: person.password })
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect((await errorOf(updateUser(client, { custom_data: circle }))).code).toBe('invalid-argument')
    expect((await errorOf(updateUser(client, { custom_data: { big: 1n } }))).code).toBe('invalid-argument')
  })
})
