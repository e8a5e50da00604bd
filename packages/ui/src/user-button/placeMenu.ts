const margin = 8
const gap = 6

/** Puts a menu under its button, or above where there is more room, with their ends in line, and all of it in view. */
export function placeMenu(menu: HTMLElement, button: HTMLElement): void {
  const page = button.ownerDocument.documentElement
  const at = button.getBoundingClientRect()
  const { style } = menu
  style.maxBlockSize = ''
  const { width, height } = menu.getBoundingClientRect()
  const below = page.clientHeight - at.bottom - gap - margin
  const above = at.top - gap - margin
  const isBelow = height <= below || below >= above
  const room = Math.max(isBelow ? below : above, 0)
  const isRightToLeft = getComputedStyle(button).direction === 'rtl'
  const left = isRightToLeft ? at.left : at.right - width
  style.maxBlockSize = `${room}px`
  style.left = `${Math.max(margin, Math.min(left, page.clientWidth - width - margin))}px`
  style.top = `${isBelow ? at.bottom + gap : at.top - gap - Math.min(height, room)}px`
}
