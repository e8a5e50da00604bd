import type { CubeUser } from '../wire/user.ts'
import { foldText } from './foldText.ts'

/** A text to find users by, prepared once for many users. */
export interface UserMatcher {
  /** The folded text. */
  readonly text: string
  /** The digits of a text that may be a phone number; otherwise empty. */
  readonly digits: string
  /** The text as an id; otherwise `NaN`. */
  readonly id: number
  /** How well a user matches, `0` the best; `null` when not at all. */
  readonly rank: (user: CubeUser) => Rank | null
}

/** Exactly; by how the full name begins; by how the login or e-mail address begins; by how a later word begins. */
export type Rank = 0 | 1 | 2 | 3

/** A user's texts as they are compared. */
export interface FoldedUser {
  readonly full_name: string
  readonly login: string
  readonly email: string
}

/** Makes the one judge of who matches a text: what is shown, however it was found, has passed it. */
export function createMatcher(given: string): UserMatcher {
  const text = foldText(given)
  const digits = phoneDigits(given)
  const id = /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN
  const isExact = ({ id: own, phone, external_id }: CubeUser): boolean =>
    own === id ||
    (digits !== '' && phone !== null && digitsOf(phone) === digits) ||
    (external_id !== null && foldText(external_id) === text)
  return {
    text,
    digits,
    id,
    rank(user) {
      if (text === '') return 0
      const folded = fold(user)
      return isExact(user) ? 0 : rankFolded(folded, text)
    },
  }
}

/** How well texts that are folded already match. */
export function rankFolded({ full_name, login, email }: FoldedUser, text: string): Rank | null {
  if (login === text || email === text || full_name === text) return 0
  if (full_name.startsWith(text)) return 1
  if (login.startsWith(text) || email.startsWith(text)) return 2
  return hasWord(full_name, text) ? 3 : null
}

const folds = new WeakMap<CubeUser, FoldedUser>()

function fold(user: CubeUser): FoldedUser {
  const known = folds.get(user)
  if (known) return known
  const folded = foldUser(user)
  folds.set(user, folded)
  return folded
}

/** Folds what is matched by its beginning. */
export function foldUser({ full_name, login, email }: CubeUser): FoldedUser {
  return {
    full_name: foldText(full_name ?? ''),
    login: foldText(login ?? ''),
    email: foldText(email ?? ''),
  }
}

/** The digits of a text that looks like a phone number, seven to fifteen of them; otherwise empty. */
export function phoneDigits(text: string): string {
  const digits = digitsOf(text)
  return /^\s*\+?[\d\s().\-/]+$/.test(text) && digits.length >= 7 && digits.length <= 15 ? digits : ''
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** Writing without spaces between words: any character may begin one. */
const unspaced = /^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]/
const insideWord = /[\p{L}\p{N}\p{M}]/u

/** Whether a word of `name` begins with `text`. */
function hasWord(name: string, text: string): boolean {
  for (let at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1)) {
    if (at === 0 || !insideWord.test(name.charAt(at - 1)) || unspaced.test(text)) return true
  }
  return false
}
