import type { Fields } from '../wire/fields.ts'

/** The session that a page asks a broker for. */
export type BrokerRequest =
  | { readonly kind: 'app' | 'user' }
  | { readonly kind: 'guest'; readonly full_name: string | undefined }

const longestName = 200

/**
 * Reads what a page asks for. Gives the status to answer with instead: 400 when it is something else, 422 when it
 * is a name that the person must change.
 */
export function readBrokerRequest(body: Fields): BrokerRequest | 400 | 422 {
  const { kind, full_name, ...others } = body
  if (Object.keys(others).length > 0) return 400
  if (kind === 'app' || kind === 'user') return full_name === undefined ? { kind } : 400
  if (kind !== 'guest') return 400
  if (full_name === undefined || full_name === '') return { kind, full_name: undefined }
  if (typeof full_name !== 'string') return 400
  return isName(full_name) ? { kind, full_name } : 422
}

/** Neither too long, nor with control characters, nor with half a character. */
function isName(text: string): boolean {
  return [...text].length <= longestName && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)
}
