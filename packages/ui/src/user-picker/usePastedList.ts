'use client'

import { isCubeError, type CubeUser } from '@cubekit/core'
import { useUsersResolver } from '@cubekit/react'
import { useEffect, useRef, useState } from 'react'
import type { PickerMessages } from '../messages/english/picker.ts'

interface PastedListOptions {
  readonly texts: PickerMessages<'other'>
  /** Adds whom there is room for, and tells how many in words. */
  readonly addAll: (users: readonly CubeUser[]) => string
  /** Puts what remains into the input, and says why; `again` tries it once more. */
  readonly putBack: (parts: readonly string[], why: string, again?: () => void) => void
  readonly say: (words: string) => void
}

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
        const added = addAll(found)
        const why = texts['picker.notFound'].replace('{names}', () => notFound.join(', '))
        say(notFound.length > 0 ? `${added} ${why}` : added)
        if (notFound.length > 0) putBack(notFound, why)
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
