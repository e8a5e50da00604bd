import { foldText } from './foldText.ts'
import { isEmail, phoneDigits, toId } from './textKinds.ts'
import type { UsersFilter } from './usersFilter.ts'

/** What to ask the server about one text. */
export interface SearchPlan {
  /** Fields that may begin with the text. */
  readonly prefixes: readonly PrefixField[]
  /** Filters that find those whom the text names as a whole. */
  readonly exact: readonly UsersFilter[]
}

export type PrefixField = 'full_name' | 'login'

/** As the server counts: characters, not code units. */
const shortestPrefix = 4
/** No name on the server is longer. */
const longestText = 255

/**
 * Turns a text into the fewest requests that find whom it may mean:
 *
 * - a name such as `alexander` or `ada lovelace`: two, full name and login
 * - with a digit or a sign in it, such as `crm-1024`: three, external id too
 * - an e-mail address: two, login and e-mail
 * - a phone number with `+`: two, login and phone
 * - digits: id and external id; from four on also full name and login, from seven on login and phone
 * - anything else below four characters: none
 *
 * @param text As {@link toAsked} makes it.
 */
export function planSearch(text: string): SearchPlan {
  const folded = foldText(text)
  const isLong = Array.from(text).length >= shortestPrefix
  const isDigits = /^\d+$/.test(folded)
  const phone = phoneDigits(folded)
  const id = toId(folded)
  const exact: UsersFilter[] = []
  if (id !== null) exact.push({ id })
  if (isEmail(text)) exact.push({ email: { in: [...new Set([text, text.toLowerCase()])] } })
  if (phone !== '') exact.push({ phone: { in: [`+${phone}`, phone] } })
  if (isDigits) exact.push({ external_id: folded })
  else if (isLong && phone === '' && mayBeExternalId(text)) exact.push({ external_id: text })
  if (!isLong) return { prefixes: [], exact }
  return { prefixes: isEmail(text) || phone !== '' ? ['login'] : ['full_name', 'login'], exact }
}

/** A word of letters alone is taken for a name. */
function mayBeExternalId(text: string): boolean {
  return /^[^\s@]+$/.test(text) && /[^\p{L}\p{M}]/u.test(text)
}

/** A text as it can be sent: half an emoji, as one is left while typing, cannot. What cannot be seen is no text. */
export function toAsked(text: string): string {
  if (foldText(text) === '') return ''
  const whole = text
    .replace(/[\ud800-\udfff]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  return Array.from(whole).slice(0, longestText).join('').trim()
}

/** Whether there is something to ask the server about a text. */
export function hasPlan(text: string): boolean {
  const { prefixes, exact } = planSearch(toAsked(text))
  return prefixes.length + exact.length > 0
}

/** Whether the server is not asked about a text because it is too short. */
export function isTooShort(text: string): boolean {
  return toAsked(text) !== '' && !hasPlan(text)
}
