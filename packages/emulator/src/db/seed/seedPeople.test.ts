import { describe, expect, it } from 'vitest'
import { generateNameLists } from '../../../scripts/generateNames.ts'
import { createEmulator } from '../../index.ts'
import { apiOf } from '../../../test/api.ts'
import { nameLists } from './names.ts'

describe('seeded people', { timeout: 30_000 }, () => {
  it('are the same for the same seed, whatever their number', () => {
    const ten = createEmulator({ seed: 7 })
    const thousand = createEmulator({ seed: 7, users: 1000 })
    expect(thousand.people.slice(0, 10)).toEqual(ten.people)
    expect([...thousand.db.users.list()].slice(0, 10)).toEqual([...ten.db.users.list()])
    expect(createEmulator({ seed: 8 }).people).not.toEqual(ten.people)
  })

  it('stay who they are from version to version', () => {
    expect(createEmulator().people[0]).toEqual({
      id: 1_000_001,
      login: 'marco.borer',
      email: 'marco.borer@example.com',
      full_name: 'Marco Borer',
      password: 'early-robin-4524',
    })
  })

  it('are unlike each other, and look like people', () => {
    const { people, db } = createEmulator({ users: 10_000, seed: 3 })
    const users = [...db.users.list()]
    for (const field of ['id', 'login', 'email'] as const) {
      expect(new Set(people.map((person) => person[field])).size).toBe(10_000)
    }
    for (const { login, email, password } of people) {
      expect(login).toMatch(/^[a-z][a-z._]{2,60}\d*$/)
      expect(email).toMatch(/^[^@\s]+@example\.(com|org|net)$/)
      expect(password.length).toBeGreaterThanOrEqual(8)
    }
    const scripts = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Han', 'Hangul', 'Thai']
    for (const script of scripts) {
      const pattern = new RegExp(`\\p{Script=${script}}`, 'u')
      expect(
        users.filter(({ full_name }) => full_name !== null && pattern.test(full_name)).length,
      ).toBeGreaterThan(200)
    }
    expect(
      users.some(
        ({ full_name }) =>
          /\p{Script=Latin}/u.test(full_name ?? '') && full_name !== full_name?.normalize('NFD'),
      ),
    ).toBe(true)
    const nameless = users.filter(({ full_name }) => full_name === null).length
    expect(nameless).toBeGreaterThan(200)
    expect(nameless).toBeLessThan(1000)
    expect(users.some(({ full_name }) => (full_name ?? '').length > 40)).toBe(true)
    expect(users.some(({ phone }) => phone === null)).toBe(true)
    expect(users.some(({ user_tags }) => (user_tags ?? '').split(',').length === 3)).toBe(true)
  })

  it('all have names in a small number, in several scripts', () => {
    const { people } = createEmulator()
    expect(people.slice(0, 5).every(({ full_name }) => full_name !== '')).toBe(true)
  })

  it('can sign in, the last of ten thousand too', async () => {
    const emulator = createEmulator({ users: 10_000 })
    const { id, email, password } = emulator.people.at(-1)!
    const { status, body } = await apiOf(emulator).session({ user: { email, password } })
    expect([status, body]).toEqual([201, { session: expect.objectContaining({ user_id: id }) }])
  })

  it('can be given by hand', async () => {
    const emulator = createEmulator({
      users: [
        { login: 'ada', password: 'analytical-engine', full_name: 'Ada Lovelace', id: 5 },
        { email: 'grace@example.com' },
      ],
    })
    expect(emulator.people).toEqual([
      { id: 5, login: 'ada', email: '', full_name: 'Ada Lovelace', password: 'analytical-engine' },
      {
        id: 1_000_002,
        login: '',
        email: 'grace@example.com',
        full_name: '',
        password: expect.stringMatching(/^\w+-\w+-\d{4}$/),
      },
    ])
    for (const { login, email, password } of emulator.people) {
      const user = login === '' ? { email, password } : { login, password }
      expect((await apiOf(emulator).session({ user })).status).toBe(201)
    }
  })

  it.each([
    [[{ full_name: 'Nobody' }], 'Seed user 0 needs a login or an email.'],
    [[{ login: 'ada' }, { login: 'ada' }], 'Two seed users share "ada".'],
    [
      [
        { login: 'ada', id: 1 },
        { login: 'bob', id: 1 },
      ],
      'Two seed users share "1".',
    ],
  ])('given by hand must make sense: %j', (users, message) => {
    expect(() => createEmulator({ users })).toThrow(message)
  })
})

it('names.ts is what its script makes', { timeout: 30_000 }, () => {
  expect(nameLists).toEqual(generateNameLists())
})
