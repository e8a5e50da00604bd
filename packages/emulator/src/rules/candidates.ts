import type { EmulatorUser } from '../db/user.ts'
import type { IndexedField } from '../db/userIndex.ts'
import type { Users } from '../db/users.ts'
import type { Condition, QueryField, UsersQuery } from './usersQuery.ts'

/** Who can be meant by a query at all: found by its most telling condition, without looking at everybody. */
export function candidates(users: Users, { conditions }: UsersQuery): Iterable<EmulatorUser> {
  const usable = conditions
    .map((condition) => ({ rank: rankOf(condition), find: () => lookUp(users, condition) }))
    .toSorted((a, b) => a.rank - b.rank)[0]
  // A user may be found twice, by two of their tags.
  return usable === undefined || usable.rank === Infinity ? users.list() : new Set(usable.find())
}

/** The lower, the fewer users a condition lets through, by and large. */
function rankOf({ field, operator }: Condition): number {
  if (operator !== 'in' && operator !== 'start_with') return Infinity
  if (field === 'id') return 0
  if (!isIndexed(field)) return Infinity
  if (field === 'user_tags') return operator === 'in' ? 4 : 5
  if (operator === 'start_with') return 3
  return field === 'login' || field === 'email' ? 1 : 2
}

function* lookUp(users: Users, condition: Condition): Generator<EmulatorUser> {
  const { field } = condition
  if (condition.operator === 'start_with' && isIndexed(field)) {
    yield* users.startingWith(field, condition.prefix)
  } else if (condition.operator === 'in') {
    for (const value of condition.values) {
      if (field === 'id') yield* [users.get(Number(value))].filter((user) => user !== undefined)
      else if (isIndexed(field)) yield* users.withValue(field, String(value))
    }
  }
}

function isIndexed(field: QueryField): field is QueryField & IndexedField {
  return field !== 'id' && !field.endsWith('_at')
}
