import { phoneDigits } from './matchUser.ts'
import type { UsersFilter } from './usersFilter.ts'

/** What to ask the server about one text. */
export interface SearchPlan {
  /** Fields that may begin with the text. The server gives five users of each at most. */
  readonly prefixes: readonly PrefixField[]
  /** Filters that find those whom the text names exactly. */
  readonly exact: readonly UsersFilter[]
}

export type PrefixField = 'full_name' | 'login'

/** How the server counts: characters, not code units. */
export const shortestPrefix = 4

/**
 * Turns a trimmed text into the fewest requests that find whom it may mean:
 *
 * - a name such as `alexander` or `ada lovelace`: two, full name and login
 * - with a digit or a sign in it, such as `crm-1024`: three, external id too
 * - an e-mail address: two, login and e-mail
 * - a phone number with `+`: two, login and phone
 * - digits: login from four on, phone from seven to fifteen, id and external id
 * - anything else below four characters: none
 */
export function planSearch(text: string): SearchPlan {
  const isLong = Array.from(text).length >= shortestPrefix
  const isDigits = /^\d+$/.test(text)
  const phone = phoneDigits(text)
  const mayBeExternalId = isDigits || (isLong && /^[^\s@+]+$/.test(text) && /[^\p{L}\p{M}]/u.test(text))
  const exact: UsersFilter[] = []
  const id = toId(text)
  if (id !== null) exact.push({ id })
  if (isEmail(text)) exact.push({ email: { in: [...new Set([text, text.toLowerCase()])] } })
  if (phone !== '') exact.push({ phone: { in: [`+${phone}`, phone] } })
  if (mayBeExternalId && (phone === '' || isDigits)) exact.push({ external_id: text })
  if (!isLong) return { prefixes: [], exact }
  return { prefixes: isEmail(text) || isDigits || phone !== '' ? ['login'] : ['full_name', 'login'], exact }
}

/** Whether a text looks like an e-mail address. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

/** The user id that a text is; `null` when it is none. */
export function toId(text: string): number | null {
  const id = Number(text)
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(id) ? id : null
}
