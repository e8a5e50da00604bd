'use client'

import {
  type CubeClient,
  CubeError,
  findNowIn,
  type FoundUsers,
  knownUsers,
  type UserSource,
} from '@cubekit/core'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { isSameData } from './query/isSameData.ts'
import { useCubeClient } from './useCubeClient.ts'
import { useScope } from './useScope.ts'

/** What sources find in memory. */
interface FoundNow {
  readonly found: readonly FoundUsers[]
  /** Why one of them could not look. */
  readonly error: CubeError | null
}

/**
 * What sources find in memory, in the same render: the same object until that is different. Follows who becomes known
 * meanwhile.
 *
 * @param answer What those said who were asked: with another one, all is looked at anew.
 */
export function useFoundNow(
  sources: readonly UserSource[],
  text: string,
  limit: number,
  answer: FoundUsers | undefined,
): FoundNow {
  const client = useCubeClient()
  const scope = useScope()
  const subscribe = useCallback(
    (onChange: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      // Answers come in one go, and the list is looked at once for all of them.
      const end = knownUsers(client).subscribe(() => {
        clearTimeout(timer)
        timer = setTimeout(onChange)
      })
      return () => {
        end()
        clearTimeout(timer)
      }
    },
    [client],
  )
  // With the answer, since that may say that somebody in memory is gone.
  const look = useMemo(
    () => createLook({ client, sources: scope ? sources : [], text, limit, answer }),
    [client, scope, sources, text, limit, answer],
  )
  return useSyncExternalStore(subscribe, look, look)
}

/** What is looked for, where, and what is known of it. */
interface Question {
  readonly client: CubeClient
  readonly sources: readonly UserSource[]
  readonly text: string
  readonly limit: number
  readonly answer: FoundUsers | undefined
}

/** Makes what looks once, and again when others are known. */
function createLook({ client, sources, text, limit }: Question): () => FoundNow {
  let known: unknown
  let last: FoundNow | undefined
  return () => {
    const all = knownUsers(client).all()
    if (last && known === all) return last
    known = all
    let error: CubeError | null = null
    const found = sources.flatMap((source) => {
      try {
        return findNowIn(source, text, { client, limit }) ?? []
      } catch (reason) {
        error ??= reason instanceof CubeError ? reason : new CubeError('invalid-argument')
        return { items: [], needsMoreCharacters: false, mayHaveMore: true }
      }
    })
    const next = { found, error }
    if (!last || !isSame(last, next)) last = next
    return last
  }
}

function isSame(a: FoundNow, b: FoundNow): boolean {
  const isAsBefore = (found: FoundUsers, at: number): boolean => isSameData(found, b.found[at])
  return a.error?.code === b.error?.code && a.found.length === b.found.length && a.found.every(isAsBefore)
}
