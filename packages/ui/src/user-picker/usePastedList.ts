'use client'

import { isCubeError, type CubeUser } from '@cubekit/core'
import { useUsersResolver } from '@cubekit/react'
import { useEffect, useRef, useState } from 'react'
import type { PickerMessages } from '../messages/english/picker.ts'

/** What became of users who were to be added. */
export interface Added {
  readonly isNobody: boolean
  /** How many were. */
  readonly words: string
  /** For whom there was no room. */
  readonly left: readonly CubeUser[]
  /** Why not, if there are any. */
  readonly whyLeft: string
}

interface PastedListOptions {
  readonly texts: PickerMessages<'other'>
  /** Adds whom there is room for. */
  readonly addAll: (users: readonly CubeUser[]) => Added
  /** Puts what remains into the input, and says why; `again` tries it once more. */
  readonly putBack: (parts: readonly string[], why: string, again?: () => void) => void
  readonly say: (words: string) => void
}

/** By what somebody can be looked up again. */
const identify = ({ login, email, id }: CubeUser): string => login ?? email ?? String(id)

/** Looks up a pasted list of logins, emails and the like, adds whom it finds, and leaves the rest to be corrected. */
export function usePastedList(options: PastedListOptions): {
  readonly isResolving: boolean
  readonly addList: (parts: readonly string[]) => void
} {
  const resolve = useUsersResolver()
  const [running, setRunning] = useState(0)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const life = useRef<AbortController | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    life.current = controller
    return () => controller.abort()
  }, [])

  const addList = (parts: readonly string[]): void => {
    const { current: controller } = life
    if (!controller) return
    const { signal } = controller
    setRunning((count) => count + 1)
    options.say(options.texts['picker.searching'])
    resolve(parts, { signal }).then(
      ({ found, notFound }) => {
        setRunning((count) => count - 1)
        const { addAll, putBack, say, texts } = latest.current
        const { isNobody, words, left, whyLeft } = addAll(found)
        const missing =
          notFound.length > 0 && texts['picker.notFound'].replace('{names}', () => notFound.join(', '))
        const why = [whyLeft, missing].filter(Boolean).join(' ')
        say(`${words} ${why}`.trim())
        // Nothing is to happen to a list unseen.
        if (why || isNobody) putBack([...left.map(identify), ...notFound], why || words)
      },
      (error: unknown) => {
        if (signal.aborted) return
        setRunning((count) => count - 1)
        // Somebody else is here: what the last one pasted is none of their business.
        if (isCubeError(error, 'session-changed')) return
        const { putBack, texts } = latest.current
        putBack(parts, texts['picker.failed'], () => addList(parts))
      },
    )
  }
  return { isResolving: running > 0, addList }
}
