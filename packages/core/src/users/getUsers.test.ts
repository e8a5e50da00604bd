import { createStage, errorOf } from '@cubekit/testing'
import { describe, expect, test } from 'vitest'
import { getUsers } from '../index.ts'

describe('getUsers', () => {
  test('finds by every kind of match, and types what it finds', async () => {
    const { client, emulator, person, otherPerson } = createStage({ emulator: { users: 50 } })
    const byIds = await getUsers(client, { id: { in: [person.id, otherPerson.id] }, sort_asc: 'id' })
    expect(byIds.items.map(({ id }) => id)).toEqual([person.id, otherPerson.id].sort((a, b) => a - b))
    expect(byIds.total_entries).toBe(2)
    expect((await getUsers(client, { login: person.login })).items[0]?.id).toBe(person.id)
    const start = Array.from(person.login).slice(0, 4).join('')
    const byStart = await getUsers(client, { login: { start_with: start }, id: { nin: [otherPerson.id] } })
    expect(byStart.items.map(({ login }) => login?.startsWith(start))).not.toContain(false)
    const recent = await getUsers(client, {
      id: { in: emulator.people.map(({ id }) => id) },
      created_at: { gt: new Date(0) },
      limit: 7,
      offset: 3,
    })
    expect(recent).toMatchObject({ limit: 7, skip: 3, total_entries: 50 })
    expect(recent.items).toHaveLength(7)
  })

  test('an empty list finds nobody, without a request: nothing of it would be in the address', async () => {
    const { client, requests } = createStage()
    await expect(getUsers(client, { id: { in: [] } })).resolves.toMatchObject({ items: [], total_entries: 0 })
    expect(requests()).toEqual([])
  })

  test.each([
    { login: { start_with: 'abc' } },
    { login: 'ada', limit: 0 },
    { login: 'ada', limit: 101 },
    { login: 'ada', offset: -1 },
  ])('refuses what the API would refuse, without a request: %o', async (filter) => {
    const { client, requests } = createStage()
    expect((await errorOf(getUsers(client, filter))).code).toBe('invalid-argument')
    expect(requests()).toEqual([])
  })

  test.each([
    { login: 'ada', created_at: new Date('never') },
    { full_name: { start_with: 'Adam😀'.slice(0, 5) } },
  ])('refuses what no address can hold: %o', async (filter) => {
    const { client } = createStage()
    expect((await errorOf(getUsers(client, filter))).code).toBe('invalid-argument')
  })

  test('sends dates as ISO 8601 in UTC and encodes what needs it', async () => {
    const { client, emulator } = createStage()
    await getUsers(client, { email: 'a+b&c@d.ee', last_request_at: { gte: new Date(Date.UTC(2020, 1, 2)) } })
    expect(emulator.log.at(-1)?.query).toBe(
      'email=a%2Bb%26c%40d.ee&last_request_at[gte]=2020-02-02T00%3A00%3A00.000Z',
    )
  })
})
