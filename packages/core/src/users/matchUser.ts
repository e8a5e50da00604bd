import type { CubeUser } from '../wire/user.ts'
import { foldText } from './foldText.ts'
import { digitsOf, phoneDigits, toId } from './textKinds.ts'

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
  const text = foldText(given)
  if (text === '') return () => 0
  const isNamed = namedBy(text)
  const rank = rankBy(text)
  return (user) => {
    if (isNamed(user)) return 0
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

/** Tells whom a folded text names by id, phone number or external id. */
export function namedBy(text: string): (user: CubeUser) => boolean {
  const id = toId(text)
  const digits = phoneDigits(text)
  return ({ id: own, external_id, phone }) =>
    own === id ||
    (external_id !== null && foldText(external_id) === text) ||
    (digits !== '' && phone !== null && digitsOf(phone) === digits)
}

/** Full name, login and e-mail address, folded, in lines: one text is searched faster than three. */
export function foldUser({ full_name, login, email }: CubeUser): string {
  const lines = `${full_name ?? ''}\n${login ?? ''}\n${email ?? ''}\n`
  // Most are plain, and lists are long.
  if (plainLines.test(lines)) return lines.toLowerCase()
  return `${foldText(full_name ?? '')}\n${foldText(login ?? '')}\n${foldText(email ?? '')}\n`
}

const plainLines = /^(?:(?:[!-~]+(?: [!-~]+)*)?\n){3}$/

/** Ranks what {@link foldUser} gives by a folded text that is not empty. */
export function rankBy(text: string): (lines: string) => Rank | typeof elsewhere | typeof nowhere {
  const asLine = `\n${text}`
  const mayBeginAnywhere = unspaced.test(text)
  return (lines) => {
    const first = lines.indexOf(text)
    if (first < 0) return nowhere
    let rank: Rank | null = null
    if (first === 0) {
      if (lines.charAt(text.length) === '\n') return 0
      rank = 1
    }
    for (let at = lines.indexOf(asLine, first - 1); at >= 0; at = lines.indexOf(asLine, at + 1)) {
      if (lines.charAt(at + asLine.length) === '\n') return 0
      rank ??= 2
    }
    if (rank !== null) return rank
    const nameEnd = lines.indexOf('\n')
    for (let at = first; at >= 0 && at < nameEnd; at = lines.indexOf(text, at + 1)) {
      if (mayBeginAnywhere || !isOfWord(lines, at - 1)) return 3
    }
    return elsewhere
  }
}

/** Writing without spaces between words: any character may begin one. */
const unspaced = /^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]/
const ofWord = /[\p{L}\p{N}\p{M}]/u

function isOfWord(lines: string, at: number): boolean {
  // Nearly always there is a space or a small letter.
  const code = lines.charCodeAt(at)
  return code !== 32 && ((code >= 97 && code <= 122) || ofWord.test(lines.charAt(at)))
}
