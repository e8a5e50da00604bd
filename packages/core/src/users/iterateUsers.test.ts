import { createStage, errorOf } from '@cubekit/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { iterateUsers, login, logout } from '../index.ts'

/** So many users with the tag `all`, whose ids count up from 1001. */
function stageOf(count: number) {
  const users = Array.from({ length: count }, (_, at) => ({
    id: 1001 + at,
    login: `person${String(at).padStart(4, '0')}`,
    user_tags: 'all',
  }))
  const stage = createStage({ emulator: { users } })
  const pages = (): (string | undefined)[] =>
    stage.emulator.log
      .filter(({ path }) => path === '/users/v2')
      .map(({ query }) => new URLSearchParams(query).get('offset') ?? undefined)
  return { ...stage, ids: users.map(({ id }) => id), pages }
}
const tagged = { user_tags: 'all' } as const

/** The ids that a loop is given; `meanwhile` happens after each. */
async function idsOf(users: AsyncIterable<{ id: number }>, meanwhile?: (given: number) => void) {
  const ids: number[] = []
  for await (const { id } of users) {
    ids.push(id)
    meanwhile?.(ids.length)
  }
  return ids
}

describe('iterateUsers', () => {
  test('gives everybody once, by id, in as many requests as it takes', async () => {
    const { client, ids, pages } = stageOf(250)
    expect(await idsOf(iterateUsers(client, tagged))).toEqual(ids)
    expect(pages()).toEqual(['0', '99', '198'])
  })

  test.each([0, 1, 2, 99, 100, 101, 199])('also of %i users', async (count) => {
    const { client, ids } = stageOf(Math.max(2, count))
    const found = ids.slice(0, count)
    const filter = { ...tagged, id: { in: found.slice(0, 100) } }
    expect(await idsOf(iterateUsers(client, count > 100 ? tagged : filter))).toEqual(found)
  })

  test('begins at an offset, and sorts as it is asked', async () => {
    const { client, ids } = stageOf(12)
    const filter = { ...tagged, sort_desc: 'login', limit: 5, offset: 2 } as const
    expect(await idsOf(iterateUsers(client, filter))).toEqual(ids.toReversed().slice(2))
  })

  test('goes on where the API gives five at a time', async () => {
    const { client, ids } = stageOf(13)
    expect(await idsOf(iterateUsers(client, { login: { start_with: 'pers' } }))).toEqual(ids)
  })

  test.each([1, 2, 3])('also with %i at a time', async (limit) => {
    const { client, ids } = stageOf(9)
    expect(await idsOf(iterateUsers(client, { ...tagged, limit }))).toEqual(ids)
  })

  test('asks for nothing that is not looked at', async () => {
    const { client, requests, pages } = stageOf(250)
    const users = iterateUsers(client, tagged)
    expect(requests()).toEqual([])
    for await (const { id } of users) if (id === 1050) break
    expect(pages()).toEqual(['0'])
  })

  test('passes over nobody when users further up have gone', async () => {
    const { client, emulator, ids } = stageOf(250)
    const given = await idsOf(iterateUsers(client, tagged), (count) => {
      if (count === 100) for (const id of ids.slice(0, 40)) emulator.db.users.remove(id)
    })
    expect(given).toEqual(ids)
  })

  test('finds the others when so many have gone that the next page is empty', async () => {
    const { client, emulator, ids } = stageOf(150)
    const given = await idsOf(iterateUsers(client, tagged), (count) => {
      if (count === 100) for (const id of ids.slice(0, 120)) emulator.db.users.remove(id)
    })
    expect(given).toEqual([...ids.slice(0, 100), ...ids.slice(120)])
  })

  test('goes on when a whole page is filled with users who were given before', async () => {
    const { client, emulator, ids } = stageOf(40)
    const given = await idsOf(iterateUsers(client, { ...tagged, sort_desc: 'id', limit: 10 }), (count) => {
      if (count !== 10) return
      for (let more = 0; more < 9; more++) {
        emulator.db.users.create({ login: `newcomer${more}`, user_tags: 'all' }, null, emulator.clock.now())
      }
    })
    expect(given).toEqual(ids.toReversed())
  })

  test('gives nobody twice when others come in further up', async () => {
    const { client, emulator, ids } = stageOf(150)
    const given = await idsOf(iterateUsers(client, { ...tagged, sort_desc: 'id' }), (count) => {
      if (count !== 100) return
      for (let more = 0; more < 30; more++) {
        emulator.db.users.create({ login: `newcomer${more}`, user_tags: 'all' }, null, emulator.clock.now())
      }
    })
    expect(given).toEqual(ids.toReversed())
  })

  test('ends on a server that repeats a page for ever, and gives nobody twice', async () => {
    const { client, emulator } = stageOf(2)
    const items = [{ id: 5 }, { id: 6 }, { id: 5 }]
    const body = JSON.stringify({ items, limit: 3, skip: 0, total_entries: 1_000_000 })
    emulator.faults.add({ kind: 'status', status: 200, body, path: '/users/v2' })
    expect(await idsOf(iterateUsers(client, tagged))).toEqual([5, 6])
    expect(emulator.log.length).toBeLessThan(6)
  })

  test('stays with who began it', async () => {
    const { client, emulator, person, otherPerson } = createStage()
    await login(client, { login: person.login, password: person.password })
    const ids = emulator.people.map(({ id }) => id)
    const given: number[] = []
    const loop = async (): Promise<void> => {
      for await (const { id } of iterateUsers(client, { id: { in: ids } })) {
        given.push(id)
        await logout(client)
        await login(client, { login: otherPerson.login, password: otherPerson.password })
      }
    }
    expect((await errorOf(loop())).code).toBe('session-changed')
    expect(given).toHaveLength(1)
  })

  test('an abort ends it at once, also inside of a page', async () => {
    const { client, pages } = stageOf(20)
    const abort = new AbortController()
    const given: number[] = []
    const loop = async (): Promise<void> => {
      for await (const { id } of iterateUsers(client, tagged, { signal: abort.signal })) {
        given.push(id)
        abort.abort()
      }
    }
    expect((await errorOf(loop())).code).toBe('aborted')
    expect([given.length, pages()]).toEqual([1, ['0']])
  })

  test('refuses what getUsers refuses, when it is first asked', async () => {
    const { client, requests } = stageOf(2)
    const users = iterateUsers(client, { ...tagged, limit: 0 })
    expect((await errorOf(users.next())).code).toBe('invalid-argument')
    expect(requests()).toEqual([])
  })

  test('whatever comes and goes meanwhile: who stays is given once, and it ends', async () => {
    const change = fc.record({
      after: fc.integer({ min: 1, max: 40 }),
      gone: fc.integer({ min: 0, max: 6 }),
      come: fc.integer({ min: 0, max: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 6 }),
        fc.integer({ min: 7, max: 20 }),
        fc.constantFrom('sort_asc', 'sort_desc'),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async (changes, limit, sort, random) => {
          const { client, emulator, ids, pages } = stageOf(60)
          const staying = new Set(ids)
          let made = 0
          const given = await idsOf(iterateUsers(client, { ...tagged, limit, [sort]: 'id' }), (count) => {
            for (const { gone, come } of changes.filter(({ after }) => after === count)) {
              for (let n = 0; n < gone; n++) {
                const present = [...emulator.db.users.list()]
                const leaver = present[Math.floor(random.next().value * present.length)]
                emulator.db.users.remove(leaver?.id ?? 0)
                staying.delete(leaver?.id ?? 0)
              }
              for (let n = 0; n < come; n++) {
                const fields = { login: `newcomer${made++}`, user_tags: 'all' }
                emulator.db.users.create(fields, null, emulator.clock.now())
              }
            }
          })
          expect(new Set(given).size).toBe(given.length)
          expect([...staying].filter((id) => !given.includes(id))).toEqual([])
          expect(pages().length).toBeLessThan(60)
        },
      ),
      { numRuns: 60 },
    )
  })
})
