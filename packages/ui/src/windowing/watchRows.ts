import type { RefObject } from 'react'

/** What can be seen of a list, in rows. */
interface SeenRows {
  /** The first, or what is left of it. */
  readonly top: number
  /** How many fit at most, with those that are cut off. */
  readonly fitting: number
}

/** In HTML of a server, and where nothing is laid out, as in jsdom. */
const unseen: SeenRows = { top: 0, fitting: 20 }
/** Until it is measured: few, since those too many would be rendered in vain. */
const unmeasured: SeenRows = { top: 0, fitting: 8 }

/** No screen shows more. An element that does not scroll, for want of a style, would ask for all of them. */
const most = 200

/** Knows which rows of a list can be seen. */
interface RowWatcher {
  /** The same object until something else can be seen. */
  readonly seen: () => SeenRows
  readonly seenByServer: () => SeenRows
  readonly subscribe: (listener: () => void) => () => void
  /** Watches the list as it is now: another element than before, perhaps, or more rows, or higher ones. */
  readonly watch: (count: number, rowHeight: number) => void
  readonly scrollToRow: (index: number) => void
}

/** Watches the element that `list` holds, for one listener. */
export function watchRows(list: RefObject<HTMLElement | null>, initialHeight: number): RowWatcher {
  let count = 0
  let rowHeight = initialHeight
  const resizes = typeof ResizeObserver === 'function' ? new ResizeObserver(() => look()) : null
  let seen = resizes ? unmeasured : unseen
  let watched: HTMLElement | null = null
  let notify = (): void => {}

  const look = (): void => {
    // What is not laid out, or hidden, tells nothing.
    if (!list.current?.clientHeight) return
    const { scrollTop, clientHeight } = list.current
    const top = Math.floor(Math.max(scrollTop, 0) / rowHeight)
    const fitting = Math.min(Math.ceil(clientHeight / rowHeight) + 1, most)
    if (top === seen.top && fitting === seen.fitting) return
    seen = { top, fitting }
    notify()
  }

  const watchElement = (element: HTMLElement | null): void => {
    watched?.removeEventListener('scroll', look)
    resizes?.disconnect()
    watched = element
    element?.addEventListener('scroll', look, { passive: true })
    if (element) resizes?.observe(element)
  }

  return {
    seen: () => seen,
    seenByServer: () => unseen,
    subscribe(listener) {
      notify = listener
      return () => {
        notify = () => {}
        watchElement(null)
      }
    },
    watch(newCount, newHeight) {
      if (list.current === watched && newCount === count && newHeight === rowHeight) return
      count = newCount
      rowHeight = newHeight
      if (list.current !== watched) watchElement(list.current)
      look()
    },
    scrollToRow(index) {
      const element = list.current
      if (!element) return
      const top = index * rowHeight
      const lowest = top + rowHeight - element.clientHeight
      const { scrollTop } = element
      if (scrollTop > top || scrollTop < lowest) element.scrollTop = scrollTop > top ? top : lowest
      // Not by the event, which comes a frame later: who moves with keys wants the row now.
      look()
    },
  }
}
