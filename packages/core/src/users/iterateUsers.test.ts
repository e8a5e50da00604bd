import { createStage, errorOf } from '@cubekit/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deleteUser, iterateUsers, login, logout, memoryStorage, signUp } from '../index.ts'

/** So many users with the tag `all`, whose ids count up from 1001, and more who come and go. */
function stageOf(count: number) {
  const users = Array.from({ length: count }, (_, at) => ({
    id: 1001 + at,
    login: `person${String(at).padStart(4, '0')}`,
    password: 'password',
    user_tags: 'all',
  }))
  const stage = createStage({ emulator: { users } })
  const { emulator, open } = stage
  const pages = (): (string | undefined)[] =>
    emulator.log
      .filter(({ path }) => path === '/users/v2')
      .map(({ query }) => new URLSearchParams(query).get('offset') ?? undefined)
  const leave = async (ids: readonly number[]): Promise<void> => {
    for (const id of ids) {
      const own = open({ storage: memoryStorage() })
      await login(own, { login: emulator.db.users.get(id)?.login ?? '', password: 'password' })
      await deleteUser(own)
    }
  }
  const join = async (newcomers: number): Promise<void> => {
    for (let more = 0; more < newcomers; more++) {
      await signUp(open({ storage: memoryStorage() }), {
        login: `newcomer${emulator.log.length}`,
        password: 'password',
        tag_list: ['all'],
      })
    }
  }
  return { ...stage, ids: users.map(({ id }) => id), pages, leave, join }
}
const tagged = { user_tags: 'all' } as const

/** The ids that a loop is given; `meanwhile` happens after each. */
async function idsOf(
  users: AsyncIterable<{ id: number }>,
  meanwhile?: (given: number) => Promise<void> | undefined,
) {
  const ids: number[] = []
  for await (const { id } of users) {
    ids.push(id)
    await meanwhile?.(ids.length)
  }
  return ids
}

describe('iterateUsers', () => {
  test('gives everybody once, by id, in as many requests as it takes', async () => {
    const { client, emulator, ids, pages } = stageOf(250)
    expect(await idsOf(iterateUsers(client, tagged))).toEqual(ids)
    expect(pages()).toEqual(['0', '99', '198'])
    expect(emulator.log.at(-1)?.query).toBe('user_tags=all&sort_asc=id&offset=198')
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
    const { client, ids, pages } = stageOf(9)
    expect(await idsOf(iterateUsers(client, { ...tagged, limit }))).toEqual(ids)
    expect(pages().length).toBeLessThanOrEqual(ids.length)
  })

  test('asks for nothing that is not looked at', async () => {
    const { client, requests, pages } = stageOf(250)
    const users = iterateUsers(client, tagged)
    expect(requests()).toEqual([])
    for await (const { id } of users) if (id === 1050) break
    expect(pages()).toEqual(['0'])
  })

  test('passes over nobody when users further up have gone', async () => {
    const { client, ids, leave } = stageOf(60)
    const given = await idsOf(iterateUsers(client, { ...tagged, limit: 20 }), (count) =>
      count === 20 ? leave(ids.slice(0, 8)) : undefined,
    )
    expect(given).toEqual(ids)
  })

  test('finds the others when so many have gone that the next page is empty', async () => {
    const { client, ids, leave } = stageOf(30)
    const given = await idsOf(iterateUsers(client, { ...tagged, limit: 20 }), (count) =>
      count === 20 ? leave(ids.slice(0, 24)) : undefined,
    )
    expect(given).toEqual([...ids.slice(0, 20), ...ids.slice(24)])
  })

  test('goes back as far as it takes', async () => {
    const { client, ids, leave } = stageOf(40)
    const given = await idsOf(iterateUsers(client, { ...tagged, limit: 5 }), (count) =>
      count === 25 ? leave(ids.slice(0, 22)) : undefined,
    )
    expect(given).toEqual(ids)
  })

  test('goes on where a server counts the users of a page only', async () => {
    const { client, emulator, ids } = stageOf(4)
    const items = ids.slice(0, 2).map((id) => ({ id }))
    const body = JSON.stringify({ items, limit: 2, skip: 0, total_entries: 2 })
    emulator.faults.add({ kind: 'status', status: 200, body, path: '/users/v2', times: 1 })
    expect(await idsOf(iterateUsers(client, { ...tagged, limit: 2 }))).toEqual(ids)
  })

  test.each([3, 9, 10, 25])('gives nobody twice when %i others come in further up', async (newcomers) => {
    const { client, ids, join } = stageOf(40)
    const filter = { ...tagged, sort_desc: 'id', limit: 10 } as const
    const given = await idsOf(iterateUsers(client, filter), (count) =>
      count === 10 ? join(newcomers) : undefined,
    )
    expect(given.filter((id) => ids.includes(id))).toEqual(ids.toReversed())
    expect(new Set(given).size).toBe(given.length)
  })

  test('passes over nobody, however often and near to each other users leave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.array(fc.nat(63), { maxLength: 5 }), { maxLength: 12 }),
        async (count, limit, leaving) => {
          const { emulator, open } = createStage()
          let users = Array.from({ length: count }, (_, at) => ({ id: 1001 + at, login: `person${at}` }))
          let requests = 0
          const client = open({
            async fetch(input, init) {
              const { pathname, searchParams } = new URL(new Request(input, init).url)
              if (pathname !== '/users/v2') return emulator.fetch(new Request(input, init))
              const [skip, most] = ['offset', 'limit'].map((name) => Number(searchParams.get(name)))
              const answer = {
                items: users.slice(skip, (skip ?? 0) + (most ?? 0)),
                total_entries: users.length,
                limit: most,
                skip,
              }
              const gone = new Set(leaving[requests++]?.map((at) => users[at]?.id))
              users = users.filter(({ id }) => !gone.has(id))
              return Response.json(answer)
            },
          })
          const given = await idsOf(iterateUsers(client, { ...tagged, limit }))
          expect(new Set(given).size).toBe(given.length)
          expect(users.map(({ id }) => id).filter((id) => !given.includes(id))).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
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

  test(
    'whatever comes and goes meanwhile: who stays is given once, and it ends',
    { timeout: 60_000 },
    async () => {
      const change = fc.record({
        after: fc.integer({ min: 1, max: 40 }),
        leaving: fc.uniqueArray(fc.integer({ min: 1001, max: 1040 }), { maxLength: 6 }),
        newcomers: fc.integer({ min: 0, max: 6 }),
      })
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { maxLength: 5 }),
          fc.integer({ min: 4, max: 20 }),
          fc.constantFrom('sort_asc', 'sort_desc'),
          async (changes, limit, sort) => {
            const { client, emulator, ids, pages, leave, join } = stageOf(40)
            const given = await idsOf(
              iterateUsers(client, { ...tagged, limit, [sort]: 'id' }),
              async (count) => {
                for (const { leaving, newcomers } of changes.filter(({ after }) => after === count)) {
                  await leave(leaving.filter((id) => emulator.db.users.get(id)))
                  await join(newcomers)
                }
              },
            )
            expect(new Set(given).size).toBe(given.length)
            const staying = ids.filter((id) => emulator.db.users.get(id))
            expect(staying.filter((id) => !given.includes(id))).toEqual([])
            expect(pages().length).toBeLessThan(60)
          },
        ),
        { numRuns: 40 },
      )
    },
  )
})
