import { ApiError } from './ApiError.ts'
import type { FormPair } from './formPairs.ts'
import { unobservedErrors } from './unobserved.ts'

const DEFAULT_PER_PAGE = 10
const MAX_PER_PAGE = 100

/** Which page of a list is asked for. */
export interface Paging {
  readonly page: number
  readonly perPage: number
}

/** A page of a list, as the API's older endpoints answer it. */
export interface Page<Item> {
  readonly current_page: number
  readonly per_page: number
  readonly total_entries: number
  readonly items: readonly Item[]
}

/**
 * Reads `page` and `per_page`: by default the first page, of ten; never more than a hundred.
 *
 * @throws `ApiError` 422 when one of them is no whole number, or less than 1.
 */
export function readPaging(query: readonly FormPair[]): Paging {
  return {
    page: readWhole(query, 'page', 1),
    perPage: Math.min(readWhole(query, 'per_page', DEFAULT_PER_PAGE), MAX_PER_PAGE),
  }
}

function readWhole(query: readonly FormPair[], name: string, otherwise: number): number {
  const text = query.findLast(({ path }) => path.length === 1 && path[0] === name)?.value ?? ''
  if (text === '') return otherwise
  const number = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < 1) {
    throw new ApiError(unobservedErrors.fieldMalformed(name, 'a whole number, 1 or more'))
  }
  return number
}

/** Cuts a page out of a list. */
export function pageOf<Item, Row>(
  items: readonly Item[],
  { page, perPage }: Paging,
  toRow: (item: Item) => Row,
): Page<Row> {
  const start = (page - 1) * perPage
  return {
    current_page: page,
    per_page: perPage,
    total_entries: items.length,
    items: items.slice(start, start + perPage).map(toRow),
  }
}
