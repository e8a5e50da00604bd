import { tagsOf, type EmulatorUser } from '../db/user.ts'
import type { Condition, QueryField, UsersQuery } from './usersQuery.ts'

/** A page of users, as GET /users/v2 answers it. */
export interface UsersPage {
  readonly limit: number
  /** The query's `offset`. */
  readonly skip: number
  readonly total_entries: number
  readonly items: readonly EmulatorUser[]
}

/** Runs a query over users. */
export function findUsers(users: Iterable<EmulatorUser>, query: UsersQuery): UsersPage {
  const found: EmulatorUser[] = []
  for (const user of users) {
    if (query.conditions.every((condition) => holds(condition, valuesOf(user, condition.field))))
      found.push(user)
  }
  found.sort((a, b) => {
    for (const { field, direction } of query.sorting) {
      const order = compareBy(field, direction, a, b)
      if (order !== 0) return order
    }
    return a.id - b.id
  })
  return {
    limit: query.limit,
    skip: query.offset,
    total_entries: found.length,
    items: found.slice(query.offset, query.offset + query.limit),
  }
}

function valuesOf(user: EmulatorUser, field: QueryField): readonly (string | number)[] {
  switch (field) {
    case 'id':
      return [user.id]
    case 'user_tags':
      return tagsOf(user)
    case 'created_at':
    case 'updated_at':
    case 'last_request_at': {
      const date = user[field]
      return date === null ? [] : [Date.parse(date)]
    }
    default: {
      const text = user[field]
      return text === null ? [] : [text]
    }
  }
}

function holds(condition: Condition, values: readonly (string | number)[]): boolean {
  switch (condition.operator) {
    case 'in':
      return values.some((value) => condition.values.has(value))
    case 'nin':
      return !values.some((value) => condition.values.has(value))
    case 'start_with': {
      const prefix = condition.prefix.toLowerCase()
      return values.some((value) => String(value).toLowerCase().startsWith(prefix))
    }
    case 'gt':
      return values.some((value) => Number(value) > condition.bound)
    case 'lt':
      return values.some((value) => Number(value) < condition.bound)
    case 'gte':
      return values.some((value) => Number(value) >= condition.bound)
    case 'lte':
      return values.some((value) => Number(value) <= condition.bound)
  }
}

/** Users without a value come last, whichever the direction. */
function compareBy(field: QueryField, direction: 1 | -1, a: EmulatorUser, b: EmulatorUser): number {
  const [left, right] = [a[field], b[field]]
  if (left === right) return 0
  if (left === null) return 1
  if (right === null) return -1
  return left < right ? -direction : direction
}
