import { CubeError } from '../errors/CubeError.ts'
import { isRanked } from './mergeFound.ts'
import type { FindNowContext, FoundUsers, UserSource } from './UserSource.ts'

/**
 * What a source finds in memory; `null` when it has to be asked.
 *
 * @internal
 * @throws CubeError `invalid-argument` when the source throws, or answers anything else.
 */
export function findNowIn(source: UserSource, text: string, context: FindNowContext): FoundUsers | null {
  let found: FoundUsers | null = null
  try {
    if (!source.findNow) return null
    found = source.findNow(text, context)
  } catch (error) {
    if (error instanceof CubeError) throw error
  }
  checkFound(found, text)
  return found
}

/** Sources may be an app's own: what is no list of users must not reach those who show it. */
export function checkFound(found: unknown, text: string): asserts found is FoundUsers {
  // A long list of our own need not be walked at each key.
  if (isRanked(found, text) || (hasItems(found) && found.items.every(isUser))) return
  throw new CubeError('invalid-argument', { message: 'A source of users failed, or gave no users.' })
}

function hasItems(value: unknown): value is { readonly items: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)
}

function isUser(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number'
}
