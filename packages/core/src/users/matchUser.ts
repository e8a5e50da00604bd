import type { CubeUser } from '../wire/user.ts'
import { foldText } from './foldText.ts'

/**
 * How well a text matches a user: `0` exactly, `1` by how the full name begins, `2` by how the login or e-mail address
 * begins, `3` by how a later word of the name begins.
 */
export type Rank = 0 | 1 | 2 | 3

/** The text is somewhere in what a user is found by, so that one which goes on may match another way. */
export const elsewhere = 4
/** No text that begins with this one can match. */
export const nowhere = 5

/** Makes the one judge of who matches a text: what is shown, however it was found, has passed it. */
export function createMatcher(given: string): (user: CubeUser) => Rank | null {
  if (foldText(given) === '') return () => 0
  const rank = rankBy(given)
  return (user) => {
    const at = rank(textsOf(user))
    return at === elsewhere || at === nowhere ? null : at
  }
}

const known = new WeakMap<CubeUser, string>()

function textsOf(user: CubeUser): string {
  const before = known.get(user)
  if (before !== undefined) return before
  const texts = foldUser(user)
  known.set(user, texts)
  return texts
}

/** Begins what is matched as a whole only. */
const whole = '\0'

/** What a user is found by, in lines: one text is searched faster than many. */
export function foldUser({ id, full_name, login, email, external_id, phone }: CubeUser): string {
  const name = foldText(full_name ?? '')
  const exact = `${whole}${id}\n${whole}${foldText(external_id ?? '')}\n${whole}${digitsOf(phone ?? '')}\n`
  return `${name}\n${foldText(login ?? '')}\n${foldText(email ?? '')}\n${exact}`
}

/** Ranks what {@link foldUser} gives by a text that is not empty. */
export function rankBy(given: string): (texts: string) => Rank | typeof elsewhere | typeof nowhere {
  const text = foldText(given)
  const digits = phoneDigits(given)
  const phone = digits === '' || digits === text ? null : `${whole}${digits}\n`
  const asWhole = `${whole}${text}\n`
  const asLine = `\n${text}`
  const mayBeginAnywhere = unspaced.test(text)

  return (texts) => {
    if (phone !== null && texts.includes(phone)) return 0
    const first = texts.indexOf(text)
    if (first < 0) return nowhere
    if (first === 0 && texts.charAt(text.length) === '\n') return 0
    let rank: Rank | null = first === 0 ? 1 : null
    for (let at = texts.indexOf(asLine); at >= 0; at = texts.indexOf(asLine, at + 1)) {
      if (texts.charAt(at + asLine.length) === '\n') return 0
      rank ??= 2
    }
    if (texts.includes(asWhole)) return 0
    if (rank !== null) return rank
    const nameEnd = texts.indexOf('\n')
    for (let at = first; at >= 0 && at < nameEnd; at = texts.indexOf(text, at + 1)) {
      if (mayBeginAnywhere || !ofWord.test(texts.charAt(at - 1))) return 3
    }
    return elsewhere
  }
}

/** Writing without spaces between words: any character may begin one. */
const unspaced = /^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]/
const ofWord = /[\p{L}\p{N}\p{M}]/u

/** The digits of a text that looks like a phone number, seven to fifteen of them; otherwise empty. */
export function phoneDigits(text: string): string {
  if (!/^\s*\+?[\d\s().\-/]+$/.test(text)) return ''
  const digits = digitsOf(text)
  return digits.length >= 7 && digits.length <= 15 ? digits : ''
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
