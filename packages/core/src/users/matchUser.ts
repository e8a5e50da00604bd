import type { CubeUser } from '../wire/user.ts'
import { foldText } from './foldText.ts'
import { digitsOf, phoneDigits, toId } from './textKinds.ts'

/**
 * How well a text matches a user: `0` exactly, `1` by how the full name begins, `2` by how the login or e-mail address
 * begins, `3` by how a later word of the name begins.
 */
export type Rank = 0 | 1 | 2 | 3

/** Makes the one judge of who matches a text. */
export function createMatcher(given: string): (user: CubeUser) => Rank | null {
  const text = foldText(given)
  if (text === '') return () => 0
  const isNamed = namedBy(text)
  const mayBeginAnywhere = unspaced.test(text)
  const rankOf = ({ full_name, login, email }: FoldedUser): Rank | null => {
    if (full_name === text || login === text || email === text) return 0
    if (full_name.startsWith(text)) return 1
    if (login.startsWith(text) || email.startsWith(text)) return 2
    for (let at = full_name.indexOf(text); at >= 0; at = full_name.indexOf(text, at + 1)) {
      if (mayBeginAnywhere || !isOfWord(full_name, at - 1)) return 3
    }
    return null
  }
  return (user) => (isNamed(user) ? 0 : rankOf(foldOnce(user)))
}

const known = new WeakMap<CubeUser, FoldedUser>()

function foldOnce(user: CubeUser): FoldedUser {
  const before = known.get(user)
  if (before) return before
  const folded = {
    full_name: foldText(user.full_name ?? ''),
    login: foldText(user.login ?? ''),
    email: foldText(user.email ?? ''),
  }
  known.set(user, folded)
  return folded
}

/** What a user is found by the beginning of, folded. */
interface FoldedUser {
  readonly full_name: string
  readonly login: string
  readonly email: string
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

/** Writing without spaces between words: any character may begin one. */
export const unspaced: RegExp = /^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]/
const ofWord = /[\p{L}\p{N}\p{M}]/u

/** Whether a word goes on after the character at that place. */
export function isOfWord(name: string, at: number): boolean {
  // Nearly always there is a space or a small letter.
  const code = name.charCodeAt(at)
  return code !== 32 && ((code >= 97 && code <= 122) || ofWord.test(name.charAt(at)))
}
