'use client'

import type { CubeUser } from '@cubekit/core'
import { useUsersById } from '@cubekit/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { shownOf } from './shownOf.ts'
import type { ManyChoice, OneChoice } from './PickerProps.ts'

/** Who is chosen, in a picker of one or of several. */
export interface Chosen {
  /** In the order in which they were chosen. */
  readonly ids: readonly number[]
  readonly has: (id: number) => boolean
  /** Who it is; `null` when there is nobody of this id, `undefined` while that is not known. */
  readonly userOf: (id: number) => CubeUser | null | undefined
  /** Chooses these instead, of whom these are known. */
  readonly change: (ids: readonly number[], known?: readonly CubeUser[]) => void
  /** Asks once more who they are, if that failed. */
  readonly retry: () => void
  /** What a reset of the form does. */
  readonly reset: () => void
  /** Forgets all that is held here: somebody else is there. To be called while rendering. */
  readonly forget: () => void
}

const nobody: readonly number[] = []
const unmet: ReadonlyMap<number, CubeUser> = new Map()

/** Keeps who is chosen: here, or with the host. Until `isUnfolded`, not all of many are shown, and need a name. */
export function useChosen(choice: OneChoice | ManyChoice, isUnfolded: boolean): Chosen {
  const [own, setOwn] = useState(() => toIds(choice.defaultValue) ?? nobody)
  const [met, setMet] = useState(unmet)
  const given = choice.value
  const ids = useMemo(() => toIds(given) ?? own, [given, own])
  const set = useMemo(() => new Set(ids), [ids])

  const strangers = useMemo(
    () => shownOf(ids, isUnfolded).filter((id) => !met.has(id) && id > 0),
    [ids, isUnfolded, met],
  )
  const { data, isSuccess, isError, isPlaceholderData, refetch } = useUsersById(strangers, {
    enabled: strangers.length > 0,
    keepPrevious: true,
  })
  const read = useMemo(() => new Map(data?.map((user) => [user.id, user])), [data])
  // Who could not be asked for is not unknown for that.
  const isAwaited = strangers.length > 0 && (!isSuccess || isPlaceholderData)
  const userOf = useCallback<Chosen['userOf']>(
    (id) => met.get(id) ?? read.get(id) ?? (isAwaited ? undefined : null),
    [met, read, isAwaited],
  )

  const tell = (next: readonly number[], users: readonly CubeUser[]): void => {
    if (choice.multiple) choice.onValueChange?.(next, users)
    else choice.onValueChange?.(next[0] ?? null, users)
  }
  // Not while rendering, which is when it is forgotten.
  const [forgotten, setForgotten] = useState(0)
  const tellForgotten = useRef(() => {})
  useEffect(() => {
    tellForgotten.current = () => given === undefined && tell(nobody, [])
  })
  useEffect(() => {
    if (forgotten > 0) tellForgotten.current()
  }, [forgotten])

  const change: Chosen['change'] = (next, known = []) => {
    const users = new Map(met)
    for (const user of known) users.set(user.id, user)
    setMet(users)
    setOwn(next)
    tell(
      next,
      next.flatMap((id) => users.get(id) ?? read.get(id) ?? []),
    )
  }
  return {
    ids,
    has: (id) => set.has(id),
    userOf,
    change,
    retry() {
      if (isError) void refetch()
    },
    reset() {
      // What the host holds, the host resets.
      const first = toIds(choice.defaultValue) ?? nobody
      if (given === undefined && first.join() !== ids.join()) change(first)
    },
    forget() {
      setOwn(nobody)
      setMet(unmet)
      if (own.length > 0) setForgotten((times) => times + 1)
    },
  }
}

function toIds(value: number | readonly number[] | null | undefined): readonly number[] | undefined {
  if (value === undefined) return undefined
  if (value === null) return nobody
  return [...new Set(typeof value === 'number' ? [value] : value)].filter(Number.isSafeInteger)
}
