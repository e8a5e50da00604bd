import type { CSSProperties } from 'react'

const margin = 8
/** The ring of the field is that wide. */
const gap = 8
/** Less room than this under the field, and the list goes above it if there is more. */
const wanted = 320

/** Where the list is: under its field, as wide as the field, or above where there is more room, and all of it in view. */
export function spotFor(field: HTMLElement): CSSProperties {
  const page = field.ownerDocument.documentElement
  const { visualViewport: view } = window
  // Less the keyboard of a phone, which covers the page; but who has zoomed in can move.
  const bottom = view && view.scale === 1 ? view.offsetTop + view.height : page.clientHeight
  const at = field.getBoundingClientRect()
  const below = bottom - at.bottom - gap - margin
  const above = at.top - gap - margin
  const isBelow = below >= Math.min(wanted, above)
  // A field may be nearer to the edge.
  const edge = Math.max(Math.min(margin, at.left, page.clientWidth - at.right), 0)
  const width = Math.min(Math.max(at.width, 256), page.clientWidth - 2 * edge)
  const left = getComputedStyle(field).direction === 'rtl' ? at.right - width : at.left
  return {
    width,
    left: Math.max(edge, Math.min(left, page.clientWidth - width - edge)),
    // By the edge at the field, so that it stays there as the list gets longer and shorter.
    ...(isBelow ? { top: at.bottom + gap } : { bottom: page.clientHeight - at.top + gap }),
    maxHeight: Math.max(isBelow ? below : above, 0),
  }
}
