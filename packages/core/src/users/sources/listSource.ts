import type { CubeUser } from '../../wire/user.ts'
import { foldText } from '../foldText.ts'
import { namedBy } from '../matchUser.ts'
import { noteRanked } from '../mergeFound.ts'
import type { FoundUsers, UserSource } from '../UserSource.ts'
import { createTextIndex } from './textIndex.ts'

/** A source that answers at once, and asks nobody. */
type InstantSource = Required<Pick<UserSource, 'name' | 'findNow'>>

const sources = new WeakMap<readonly CubeUser[], InstantSource>()
let made = 0

/**
 * Finds users in a list that you have, of any length, at once: all who match, if no limit is asked for. The same list
 * gives the same source, so it may be made while rendering; a list that has changed must be a new one.
 *
 * @example
 * <UserPicker sources={[listSource(members)]} />
 */
export function listSource(users: readonly CubeUser[]): InstantSource {
  const known = sources.get(users)
  if (known) return known
  const source = { name: `list ${++made}`, findNow: createFinder(users) }
  sources.set(users, source)
  return source
}

/** A long list is prepared in slices of so many, before somebody types: all at once would be felt. */
const sliceLength = 2000

function createFinder(given: readonly CubeUser[]): InstantSource['findNow'] {
  // Now, and not while the list is opened.
  const each = withoutRepetitions(given)
  let isPrepared = false
  const index = createTextIndex()
  /** Those who have an external id: mostly nobody. */
  const external: number[] = []
  let last: { readonly text: string; readonly limit: number; readonly found: FoundUsers } | null = null

  const prepare = (count: number): void => {
    const from = index.count()
    const next = each.slice(from, from + count)
    next.forEach(({ external_id }, at) => {
      if (external_id) external.push(from + at)
    })
    if (next.length > 0) index.add(next)
  }
  const prepareMore = (): void => {
    prepare(sliceLength)
    if (index.count() < each.length) setTimeout(prepareMore, 0)
    else {
      index.finish()
      // Run once, it is compiled when the first key comes.
      setTimeout(find, 0, 'e')
    }
  }

  const findNamed = (text: string): ReadonlySet<number> => {
    const isNamed = namedBy(text)
    const named = new Set<number>()
    for (const place of /\d/.test(text) ? each.keys() : external) {
      const user = each[place]
      if (user && isNamed(user)) named.add(place)
    }
    return named
  }

  const find = (text: string): readonly CubeUser[] => {
    if (text === '') return each
    prepare(Infinity)
    const named = findNamed(text)
    const exact = [...named]
    const byRank: Record<1 | 2 | 3, CubeUser[]> = { 1: [], 2: [], 3: [] }
    index.find(text, (place, rank) => {
      const user = each[place]
      if (!user || (named.size > 0 && named.has(place))) return
      if (rank === 0) exact.push(place)
      else byRank[rank].push(user)
    })
    exact.sort((a, b) => a - b)
    const first = exact.flatMap((place) => each[place] ?? [])
    return first.concat(byRank[1], byRank[2], byRank[3])
  }

  return (text, { limit }) => {
    if (last?.text === text && last.limit === limit) return last.found
    if (!isPrepared && each.length > sliceLength) {
      isPrepared = true
      // After the frame that shows the list.
      setTimeout(prepareMore, 100)
    }
    const all = find(foldText(text))
    const items = all.length > limit ? all.slice(0, limit) : all
    const found = { items, needsMoreCharacters: false, mayHaveMore: all.length > limit }
    last = { text, limit, found: noteRanked(found, text) }
    return found
  }
}

function withoutRepetitions(users: readonly CubeUser[]): readonly CubeUser[] {
  // Sorted by id they have none, and many lists are.
  if (users.every(({ id }, at) => at === 0 || id > (users[at - 1]?.id ?? 0))) return users
  const ids = new Set<number>()
  return users.filter(({ id }) => ids.size < ids.add(id).size)
}
