import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDatabase } from '../db/database.ts'
import { seedPeople } from '../db/seed/seedPeople.ts'
import type { EmulatorUser } from '../db/user.ts'
import { candidates } from './candidates.ts'
import { findUsers } from './findUsers.ts'
import { formPairs } from './formPairs.ts'
import { readUsersQuery } from './usersQuery.ts'

const tables = (): ReturnType<typeof createDatabase> => createDatabase(seedPeople(300, 3))
const queryOf = (text: string): ReturnType<typeof readUsersQuery> =>
  readUsersQuery(formPairs(new URLSearchParams(text)))

describe('looking up by index', () => {
  it('finds whom looking at everybody finds, while people come, change and go', () => {
    const { users } = tables()
    const known = [...users.list()]
    const person = fc.nat(known.length - 1)
    const letter = fc.constantFrom('a', 'B', 'ñ', '王', 'ß', 'İ', '.', '🙂')
    const text = fc.array(letter, { minLength: 4, maxLength: 6 }).map((letters) => letters.join(''))
    const tags = fc.subarray(['vip', 'staff', 'guest', 'beta']).map((list) => list.join(',') || null)
    const change = fc.record({
      login: text,
      email: text,
      full_name: fc.option(text),
      phone: fc.option(text),
      external_id: fc.option(text),
      user_tags: tags,
    })
    const step = fc.oneof(
      fc.record({ kind: fc.constant('create' as const), fields: change }),
      fc.record({ kind: fc.constant('update' as const), person, fields: change }),
      fc.record({ kind: fc.constant('remove' as const), person }),
      fc.record({ kind: fc.constant('reset' as const) }),
    )
    const field = fc.constantFrom(
      'login',
      'email',
      'full_name',
      'phone',
      'external_id',
      'facebook_id',
      'user_tags',
    )
    const question = fc.oneof(
      fc.tuple(field, text).map(([name, value]) => `${name}=${value}`),
      fc.tuple(field, text, text).map(([name, a, b]) => `${name}[in][]=${a}&${name}[in][]=${b}`),
      fc.tuple(field, text).map(([name, value]) => `${name}[start_with]=${value}`),
      person.map((at) => `full_name[start_with]=${(known[at]?.full_name ?? '').slice(0, 5).padEnd(4, '-')}`),
      person.map((at) => `login[start_with]=${known[at]?.login?.slice(0, 4).toUpperCase()}`),
      person.map((at) => `email=${known[at]?.email}&id[in][]=${known[at]?.id}`),
      fc.constant('user_tags[in][]=vip&user_tags[in][]=staff&full_name[nin][]=x'),
      fc.constant('user_tags[start_with]=STAF&sort_desc=full_name'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(step, question), { maxLength: 30 }), (script) => {
        users.reset()
        for (const [step, text] of script) {
          apply(step)
          const query = queryOf(text)
          expect([text, findUsers(candidates(users, query), query)]).toEqual([
            text,
            findUsers(users.list(), query),
          ])
        }
      }),
      { numRuns: 200 },
    )

    function apply(step: {
      kind: 'create' | 'update' | 'remove' | 'reset'
      person?: number
      fields?: Partial<EmulatorUser>
    }): void {
      const target = known[step.person ?? 0]
      if (step.kind === 'create') users.create(step.fields ?? {}, null, 0)
      else if (step.kind === 'reset') users.reset()
      else if (target === undefined) throw new Error('There is nobody.')
      else if (step.kind === 'remove') users.remove(target.id)
      else users.update({ ...target, ...step.fields })
    }
  })

  it.each([
    'id[in][]=1000001&id[in][]=1000002',
    'login=somebody',
    'email=somebody@example.com',
    'external_id=ext-1000001&full_name[start_with]=Anna',
    'phone=+49',
    'full_name[start_with]=Anna',
    'id=1000001&user_tags[in][]=vip&created_at[gt]=1',
  ])('%s looks at few', (text) => {
    const { users } = tables()
    expect([...candidates(users, queryOf(text))].length).toBeLessThan(10)
  })
})
