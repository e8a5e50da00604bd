import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setUp } from '../../test/api.ts'
import { formPairs } from './formPairs.ts'
import { nestPairs, parametersFromJson, type Parameters } from './parameters.ts'

const plain = (parameters: Parameters): unknown => JSON.parse(JSON.stringify(parameters))
const nest = (query: string): Parameters => nestPairs(formPairs(new URLSearchParams(query)))

describe('form bodies', () => {
  it.each([
    ['', {}],
    ['a=1', { a: '1' }],
    ['user[login]=ada&user[password]=a%26b%3Dc', { user: { login: 'ada', password: 'a&b=c' } }],
    ['user%5Blogin%5D=ada', { user: { login: 'ada' } }],
    ['user[name]=Ada+Lovelace', { user: { name: 'Ada Lovelace' } }],
    ['tags[]=a&tags[]=b', { tags: ['a', 'b'] }],
    ['user[tag_list][]=a&user[tag_list][]=b', { user: { tag_list: ['a', 'b'] } }],
    ['a[b][c][d]=1', { a: { b: { c: { d: '1' } } } }],
    ['a=1&a=2', { a: '2' }],
    ['a=1&a[b]=2', { a: { b: '2' } }],
    ['a[b]=1&a=2', { a: '2' }],
    ['a[]=1&a[b]=2', { a: { b: '2' } }],
    ['a[b=1', { 'a[b': '1' }],
    ['[a]=1', { '[a]': '1' }],
    ['a]b[=1', { 'a]b[': '1' }],
    ['a[b]c=1', { 'a[b]c': '1' }],
  ])('%s', (query, expected) => {
    expect(plain(nest(query))).toEqual(expected)
  })

  it('keep names that nest deeper than anything sensible as they are', () => {
    const name = `a${'[b]'.repeat(50)}`
    expect(Object.keys(nest(`${name}=1`))).toEqual([name])
  })
})

const poisonousName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'user', 'a', ''),
  fc.string({ maxLength: 8 }),
)
const poisonousPath = fc
  .tuple(poisonousName, fc.array(poisonousName, { maxLength: 5 }))
  .map(([head, rest]) => head + rest.map((name) => `[${name}]`).join(''))

describe('parsers, whatever they are given', { timeout: 30_000 }, () => {
  it('never throw and never touch a prototype: forms', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(poisonousPath, fc.string()), fc.string())), (entries) => {
        const parameters = nestPairs(formPairs(entries))
        expect(Object.getPrototypeOf(parameters)).toBeNull()
        expect(Object.keys({})).toEqual([])
        expect(Reflect.get({}, 'polluted')).toBeUndefined()
        expect(() => JSON.stringify(parameters)).not.toThrow()
      }),
    )
    expect(Reflect.get(Object.prototype, 'a')).toBeUndefined()
    expect(Object.prototype.toString).toBeTypeOf('function')
  })

  it('never throw and never touch a prototype: JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(Object.getPrototypeOf(parametersFromJson(JSON.parse(text)))).toBeNull()
      }),
    )
    const poisoned = parametersFromJson(
      JSON.parse('{"__proto__":{"polluted":"yes"},"user":{"__proto__":{"login":"x"}}}'),
    )
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    const user = poisoned['user']
    expect(typeof user === 'object' && user !== null && 'login' in user).toBe(false)
  })

  it('keep what a form says: every name and its last value are found again', () => {
    const name = fc.stringMatching(/^[a-z_]{1,6}$/)
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.dictionary(name, fc.string(), { minKeys: 1, noNullPrototype: true }), {
          noNullPrototype: true,
        }),
        (groups) => {
          const query = new URLSearchParams()
          for (const [group, fields] of Object.entries(groups)) {
            for (const [field, value] of Object.entries(fields)) query.append(`${group}[${field}]`, value)
          }
          // A lone surrogate cannot be carried by a form.
          const carried = JSON.parse(JSON.stringify(groups), (_, value: unknown) =>
            typeof value === 'string' ? value.toWellFormed() : value,
          )
          expect(plain(nest(query.toString()))).toEqual(carried)
        },
      ),
    )
  })

  it('leave the server standing for any body of any type', async () => {
    const { emulator } = setUp()
    const type = fc.constantFrom(
      'application/json',
      'application/json;charset=utf-8',
      'application/x-www-form-urlencoded; charset=UTF-8',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'text/plain',
      'nonsense',
    )
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('[]', 'null', '1', '{"user":[]}', '{"user":null}', '[[[[', '--x\r\n\r\n'),
    )
    await fc.assert(
      fc.asyncProperty(
        type,
        text,
        fc.constantFrom('/session', '/users', '/login'),
        async (contentType, body, path) => {
          const response = await emulator.fetch(path, {
            method: 'POST',
            body,
            headers: { 'Content-Type': contentType },
          })
          expect([400, 401, 422]).toContain(response.status)
          expect(await response.json()).toHaveProperty('errors')
        },
      ),
    )
  })
})

describe('a body that is not what it says', () => {
  it.each([
    ['application/json', '{"application_id":1,', 'The request body is not valid JSON.'],
    ['multipart/form-data', 'x=1', 'The request body is not valid multipart form data.'],
  ])('%s', async (type, body, message) => {
    const { emulator } = setUp()
    const response = await emulator.fetch('/session', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    })
    expect([response.status, await response.json()]).toEqual([400, { errors: [message] }])
  })

  it('nests without end: it is cut off, not followed', async () => {
    const { emulator } = setUp()
    const body = `{"user":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`
    const response = await emulator.fetch('/session', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    })
    expect(response.status).toBe(422)
  })
})
