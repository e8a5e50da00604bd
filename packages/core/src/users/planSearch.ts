import { foldText } from './foldText.ts'
import { isEmail, phoneDigits, toId } from './textKinds.ts'
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
  const folded = foldText(text)
  const isDigits = /^\d+$/.test(folded)
  const phone = phoneDigits(folded)
  const mayBeExternalId = isDigits || (isLong && /^[^\s@+]+$/.test(text) && /[^\p{L}\p{M}]/u.test(text))
  const exact: UsersFilter[] = []
  const id = toId(folded)
  if (id !== null) exact.push({ id })
  if (isEmail(text)) exact.push({ email: { in: [...new Set([text, text.toLowerCase()])] } })
  if (phone !== '') exact.push({ phone: { in: [`+${phone}`, phone] } })
  if (mayBeExternalId && (phone === '' || isDigits)) exact.push({ external_id: text })
  if (!isLong) return { prefixes: [], exact }
  return { prefixes: isEmail(text) || isDigits || phone !== '' ? ['login'] : ['full_name', 'login'], exact }
}
