'use client'

import type { CubeUser } from '@cubekit/core'
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import type { RowWindow } from '../windowing/useWindow.ts'
import { rowOfKey } from './rowKeys.ts'

/** Somebody in whose row the focus is, or was last. */
interface Held {
  readonly id: number
  readonly index: number
  readonly hasFocus: boolean
}

/** Where the focus is in a list that renders some of its rows, and how it moves. */
interface RowFocus {
  /** The row with the focus, which must be there wherever the list has been scrolled to. */
  readonly kept: number | null
  /** The row that Tab comes to, if it is there. */
  readonly stop: number | null
  /** For the list's element. */
  readonly handlers: {
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  }
}

/** What {@link useRowFocus} works on. */
interface RowFocusOptions {
  readonly users: readonly CubeUser[]
  /** The element that scrolls. */
  readonly list: RefObject<HTMLElement | null>
  readonly rowHeight: number
  readonly scrollToRow: RowWindow['scrollToRow']
}

/**
 * Keeps the focus in a list: it moves by the arrows, Home, End and by pages, stays with its person when rows come and go
 * before it, and goes to the next one, or to the list, when its person is gone.
 */
export function useRowFocus({ users, list, rowHeight, scrollToRow }: RowFocusOptions): RowFocus {
  const [held, setHeld] = useState<Held | null>(null)
  const wanted = useRef<number | null>(null)
  const holdsFocus = useRef(false)
  const lastIndex = useRef(0)
  const index = held && indexOf(users, held)

  useEffect(() => {
    if (index !== null) lastIndex.current = index
    const element = list.current
    const isLost = holdsFocus.current && element?.ownerDocument.activeElement === element?.ownerDocument.body
    if (!element || (wanted.current === null && !isLost)) return
    const control = controlOf(element, Math.min(wanted.current ?? lastIndex.current, users.length - 1))
    wanted.current = null
    ;(control ?? element).focus({ preventScroll: true })
  })

  return {
    kept: held?.hasFocus ? index : null,
    stop: index,
    handlers: {
      onFocus({ target }) {
        holdsFocus.current = true
        const at = rowAround(target)
        const user = at === null ? undefined : users[at]
        if (user && at !== null) setHeld({ id: user.id, index: at, hasFocus: true })
        else if (held?.hasFocus) setHeld({ ...held, hasFocus: false })
      },
      onBlur({ target, relatedTarget }) {
        // When the window loses the focus, the element keeps it.
        if (target.ownerDocument.activeElement === target) return
        if (relatedTarget instanceof Node && list.current?.contains(relatedTarget)) return
        holdsFocus.current = false
        if (held?.hasFocus) setHeld({ ...held, hasFocus: false })
      },
      onKeyDown(event) {
        const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event
        const at = wanted.current ?? rowAround(target)
        if (at === null || altKey || ctrlKey || metaKey || shiftKey || !isRow(target)) return
        const page = Math.max(Math.floor((list.current?.clientHeight ?? 0) / rowHeight) - 1, 1)
        const next = rowOfKey(key, at, users.length, page)
        if (next === null) return
        event.preventDefault()
        scrollToRow(next)
        // The row that has the focus stays until the other one has it: browsers lay the page out when it goes, and a
        // list of which half the rows are gone would scroll.
        const control = list.current && controlOf(list.current, next)
        wanted.current = control ? null : next
        control?.focus({ preventScroll: true })
      },
    },
  }
}

/** Where somebody is now: mostly where they were. */
function indexOf(users: readonly CubeUser[], { id, index }: Held): number | null {
  if (users[index]?.id === id) return index
  const found = users.findIndex((user) => user.id === id)
  return found === -1 ? null : found
}

/** The button or link of a row that is rendered. */
function controlOf(list: HTMLElement, row: number): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-index="${row}"] > :is(a, button)`)
}

function isRow(target: EventTarget): boolean {
  return target instanceof Element && target.matches('.cube-row')
}

function rowAround(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-index]') : null
  return row === null ? null : Number(row.getAttribute('data-index'))
}
