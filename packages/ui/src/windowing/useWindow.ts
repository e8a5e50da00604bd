'use client'

import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react'
import { watchRows } from './watchRows.ts'

/** What a list of rows of one height is made of. */
export interface WindowOptions {
  /** How many rows there are, shown or not. */
  readonly count: number
  /** The height of each, in CSS pixels. Rows must be exactly that high: round nothing. */
  readonly rowHeight: number
  /** The element that scrolls, with nothing above the rows in it. */
  readonly list: RefObject<HTMLElement | null>
  /** How many rows to keep beyond each edge. Default: 1. */
  readonly overscan?: number | undefined
}

/** The rows to render. */
export interface RowWindow {
  /** The index of the first. */
  readonly first: number
  /** The index of the last, itself included; -1 when there are none. */
  readonly last: number
  /** The height of what comes before them, in CSS pixels: a padding of the element inside the one that scrolls. */
  readonly before: number
  /** The height of what comes after them, in CSS pixels: its other padding. */
  readonly after: number
  /** Scrolls as little as it takes to show a row, which is rendered at once. Does not change from render to render. */
  readonly scrollToRow: (index: number) => void
}

/**
 * Which rows of a long list to render. The component renders again when these are others, not whenever something
 * scrolls. Where nothing is laid out, as in jsdom, they are the first twenty.
 *
 * Browsers put an end to an element at 17 million pixels: to 340,000 rows of 50 pixels.
 *
 * @example
 * const list = useRef<HTMLDivElement>(null)
 * const { first, last, before, after } = useWindow({ count: names.length, rowHeight: 40, list })
 * return (
 *   <div ref={list} tabIndex={0} style={{ maxBlockSize: 400, overflowY: 'auto' }}>
 *     <ul style={{ margin: 0, paddingBlock: `${before}px ${after}px` }}>
 *       {names.slice(first, last + 1).map((name, at) => (
 *         <li key={first + at} style={{ blockSize: 40 }}>{name}</li>
 *       ))}
 *     </ul>
 *   </div>
 * )
 */
export function useWindow({ count, rowHeight, list, overscan = 1 }: WindowOptions): RowWindow {
  const [rows] = useState(() => watchRows(list, rowHeight))
  // Before the subscription below, which compares what was rendered with what this finds.
  useEffect(() => rows.watch(count, rowHeight))
  const { top, fitting } = useSyncExternalStore(rows.subscribe, rows.seen, rows.seenByServer)

  // A list that has become shorter has scrolled, but that is known only when it was laid out.
  const start = Math.max(Math.min(top, count - fitting), 0)
  const first = Math.max(start - overscan, 0)
  const last = Math.min(start + fitting + overscan, count) - 1
  return {
    first,
    last,
    before: first * rowHeight,
    after: (count - last - 1) * rowHeight,
    scrollToRow: rows.scrollToRow,
  }
}
