import type { CubeUser } from '../wire/user.ts'
import { foldText } from './foldText.ts'
import { digitsOf, phoneDigits, toId } from './textKinds.ts'

/**
 * How well a text matches a user: `0` exactly, `1` by how the full name begins, `2` by how the login or e-mail address
 * begins, `3` by how a later word of the name begins.
 */
export type Rank = 0 | 1 | 2 | 3

/** The text is in the name, but not where a word begins: one that goes on may match. */
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
    const at = rank(foldOnce(user))
    return at === elsewhere || at === nowhere ? null : at
  }
}

const known = new WeakMap<CubeUser, FoldedUser>()

function foldOnce(user: CubeUser): FoldedUser {
  const before = known.get(user)
  if (before) return before
  const folded = foldUser(user)
  known.set(user, folded)
  return folded
}

/** Tells whom a folded text names by id, phone number or external id. */
export function namedBy(text: string): (user: CubeUser) => boolean {
  const id = toId(text)
  const digits = phoneDigits(text)
  return ({ id: own, external_id, phone }) =>
    own === id ||
    (!!external_id && foldText(external_id) === text) ||
    (digits !== '' && !!phone && digitsOf(phone) === digits)
}

/** What a user is found by the beginning of, folded. */
export interface FoldedUser {
  readonly full_name: string
  readonly login: string
  readonly email: string
}

export function foldUser({ full_name, login, email }: CubeUser): FoldedUser {
  return {
    full_name: foldText(full_name ?? ''),
    login: foldText(login ?? ''),
    email: foldText(email ?? ''),
  }
}

/** Ranks users by a folded text that is not empty. */
export function rankBy(text: string): (user: FoldedUser) => Rank | typeof elsewhere | typeof nowhere {
  const mayBeginAnywhere = unspaced.test(text)
  return ({ full_name, login, email }) => {
    if (full_name === text || login === text || email === text) return 0
    const first = full_name.indexOf(text)
    if (first === 0) return 1
    if (login.startsWith(text) || email.startsWith(text)) return 2
    for (let at = first; at >= 0; at = full_name.indexOf(text, at + 1)) {
      if (mayBeginAnywhere || !isOfWord(full_name, at - 1)) return 3
    }
    return first < 0 ? nowhere : elsewhere
  }
}

/** Writing without spaces between words: any character may begin one. */
export const unspaced = /^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]/
const ofWord = /[\p{L}\p{N}\p{M}]/u

/** Whether a word goes on after the character at that place. */
export function isOfWord(name: string, at: number): boolean {
  // Nearly always there is a space or a small letter.
  const code = name.charCodeAt(at)
  return code !== 32 && ((code >= 97 && code <= 122) || ofWord.test(name.charAt(at)))
}
