import { CubeError } from '../errors/CubeError.ts'

/** What a query string can hold: values, lists, and groups such as `{ id: { in: [1, 2] } }`. */
export type QueryParams = { readonly [name: string]: QueryValue }
type QueryValue = string | number | boolean | Date | undefined | readonly QueryValue[] | QueryParams

/**
 * Writes parameters in the bracket form of the API: `id[in][]=1&id[in][]=2&limit=10`.
 *
 * Dates go out as ISO 8601 in UTC; `undefined` is left out. The order of lists is kept.
 *
 * @throws CubeError `invalid-argument` for an invalid date and for half a character, as a cut emoji leaves it.
 */
export function toQueryString(params: QueryParams): string {
  const pairs: string[] = []
  const write = (name: string, value: QueryValue): void => {
    if (value === undefined) return
    if (value instanceof Date) pairs.push(`${name}=${encodeURIComponent(value.toISOString())}`)
    else if (isList(value)) for (const item of value) write(`${name}[]`, item)
    else if (typeof value === 'object') {
      for (const [inner, item] of Object.entries(value)) write(`${name}[${encodeURIComponent(inner)}]`, item)
    } else pairs.push(`${name}=${encodeURIComponent(value)}`)
  }
  try {
    for (const [name, value] of Object.entries(params)) write(encodeURIComponent(name), value)
  } catch {
    throw new CubeError('invalid-argument')
  }
  return pairs.join('&')
}

function isList(value: QueryValue): value is readonly QueryValue[] {
  return Array.isArray(value)
}
