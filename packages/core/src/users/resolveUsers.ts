import type { CubeClient } from '../client/CubeClient.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { CubeUser } from '../wire/user.ts'
import { foldText } from './foldText.ts'
import { getUsers } from './getUsers.ts'
import { inScope } from './inScope.ts'
import { inTurns } from './inTurns.ts'
import { loadUsers } from './loadUsers.ts'
import { isEmail, phoneDigits, toId } from './textKinds.ts'

/** Who is meant by a list of texts. */
export interface ResolvedUsers {
  /** In the order of the texts, each once. */
  readonly found: readonly CubeUser[]
  /** The texts that mean nobody, as they were typed, each once. */
  readonly notFound: readonly string[]
}

/** One way in which a text can mean a user. */
interface Way {
  /** What the server is asked for when this text is meant so; nothing when it cannot be. */
  readonly valuesOf: (text: string) => readonly string[]
  readonly ask: (
    client: CubeClient,
    values: readonly string[],
    options: RequestOptions,
  ) => Promise<readonly CubeUser[]>
  /** A user's own value, to compare with {@link valuesOf}. */
  readonly ownValue: (user: CubeUser) => string | null
}

/** No e-mail address is longer, nor a login. */
const longestText = 254
const largestList = 100
/** Of the values in one request, encoded: servers refuse addresses of more than eight thousand characters. */
const longestQuery = 6000

/** In this order: a text of digits may be a login, a phone number or an id. */
const ways: readonly Way[] = [
  {
    valuesOf: (text) => (isEmail(text) ? bothCases(text) : []),
    ask: async (client, values, options) =>
      (await getUsers(client, { email: { in: values } }, options)).items,
    ownValue: ({ email }) => email,
  },
  {
    valuesOf: bothCases,
    ask: async (client, values, options) =>
      (await getUsers(client, { login: { in: values } }, options)).items,
    ownValue: ({ login }) => login,
  },
  {
    valuesOf(text) {
      const digits = phoneDigits(foldText(text))
      return digits === '' ? [] : [digits, `+${digits}`]
    },
    ask: async (client, values, options) =>
      (await getUsers(client, { phone: { in: values } }, options)).items,
    ownValue: ({ phone }) => phone,
  },
  {
    valuesOf: (text) => (toId(text) === null ? [] : [text]),
    ask: (client, values, options) => loadUsers(client, values.map(Number), options),
    ownValue: ({ id }) => String(id),
  },
]

/**
 * Finds out who is meant by a list that somebody pastes: logins, e-mail addresses, phone numbers and ids, mixed.
 *
 * What looks like an e-mail address is asked for as one, and everything as a login; digits that no login consists of
 * are asked for as phone numbers, and then as ids. Each text is asked as it is and in lower case, since the server
 * compares whole texts. A request asks for at most a hundred values of one field, and four run at once.
 *
 * @param texts One user each, a thousand if need be; blank ones are left out.
 * @throws CubeError the codes of every request.
 * @example
 * const { found, notFound } = await resolveUsers(client, pasted.split(/[\n,;]/))
 *
 * Source: ConnectyCube server API, GET /users/v2 with `in`.
 */
export async function resolveUsers(
  client: CubeClient,
  texts: readonly string[],
  options: RequestOptions = {},
): Promise<ResolvedUsers> {
  const each = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))]
  return inScope(client, options, async (scope) => {
    const meant = new Map<string, CubeUser>()
    for (const { valuesOf, ask, ownValue } of ways) {
      const open = each.filter((text) => !meant.has(text) && isPossible(text))
      const values = [...new Set(open.flatMap(valuesOf))]
      const answers = await inTurns(chunksOf(values), (chunk) =>
        ask(client, chunk, { signal: options.signal, scope }),
      )
      const byValue = new Map<string, CubeUser>()
      for (const user of answers.flat()) {
        const own = ownValue(user) ?? ''
        byValue.set(own, user)
        if (!byValue.has(own.toLowerCase())) byValue.set(own.toLowerCase(), user)
      }
      for (const text of open) {
        const user = valuesOf(text)
          .map((value) => byValue.get(value))
          .find(Boolean)
        if (user) meant.set(text, user)
      }
    }
    const found = new Map(each.flatMap((text) => meant.get(text) ?? []).map((user) => [user.id, user]))
    return { found: [...found.values()], notFound: each.filter((text) => !meant.has(text)) }
  })
}

/** Whether a text can be sent, and be somebody's. Half an emoji cannot. */
function isPossible(text: string): boolean {
  return text.length <= longestText && !/[\ud800-\udfff]/u.test(text)
}

function bothCases(text: string): readonly string[] {
  return [...new Set([text, text.toLowerCase()])]
}

function chunksOf(values: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = []
  let length = 0
  for (const value of values) {
    const more = encodeURIComponent(value).length + '&login[in][]='.length
    const last = chunks.at(-1)
    if (last && last.length < largestList && length + more <= longestQuery) last.push(value)
    else {
      chunks.push([value])
      length = 0
    }
    length += more
  }
  return chunks
}
