const margin = 8
const gap = 4

/** Puts the list under its field, as wide as the field, or above where there is more room, and all of it in view. */
export function placePopup(popup: HTMLElement, field: HTMLElement): void {
  const page = field.ownerDocument.documentElement
  const at = field.getBoundingClientRect()
  const below = page.clientHeight - at.bottom - gap - margin
  const above = at.top - gap - margin
  const isBelow = below >= Math.min(wanted, above)
  const width = Math.min(Math.max(at.width, 256), page.clientWidth - 2 * margin)
  const left = getComputedStyle(field).direction === 'rtl' ? at.right - width : at.left
  const { style } = popup
  style.inlineSize = `${width}px`
  style.left = `${Math.max(margin, Math.min(left, page.clientWidth - width - margin))}px`
  // By the edge at the field, so that it stays there as the list gets longer and shorter.
  style.top = isBelow ? `${at.bottom + gap}px` : 'auto'
  style.bottom = isBelow ? 'auto' : `${page.clientHeight - at.top + gap}px`
  style.maxBlockSize = `${Math.max(isBelow ? below : above, 0)}px`
}

/** Less room than this under the field, and the list goes above it if there is more. */
const wanted = 320
