import { refuse } from './refuse.ts'

/** What the API gives at most in one answer. */
const largestLimit = 100

/** Which part of a list is asked for. */
export interface Paging {
  readonly limit: number | undefined
  readonly offset: number | undefined
}

/**
 * Takes `limit` and `offset` for what the API takes.
 *
 * @throws CubeError `invalid-argument` that says which of them is wrong.
 */
export function readPaging({
  limit,
  offset,
}: {
  readonly limit?: unknown
  readonly offset?: unknown
}): Paging {
  if (limit !== undefined && !isWhole(limit, 1, largestLimit)) {
    refuse(`limit is a whole number from 1 to ${largestLimit}.`)
  }
  if (offset !== undefined && !isWhole(offset, 0)) refuse('offset is a whole number, 0 or more.')
  return { limit, offset }
}

/** Whether a value is a whole number from `low` to `high`. */
export function isWhole(
  value: unknown,
  low: number,
  high: number = Number.MAX_SAFE_INTEGER,
): value is number {
  return Number.isSafeInteger(value) && Number(value) >= low && Number(value) <= high
}
