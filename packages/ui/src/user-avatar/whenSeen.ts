/** What stays in view for so long is worth a request; rows that fly past are not. */
const dwellMs = 100

let observer: IntersectionObserver | undefined
const watched = new WeakMap<Element, (isSeen: boolean) => void>()

/**
 * Tells when an element comes into view, and when it has stayed there for a moment; then it ends by itself. Where nobody
 * knows what is in view, everything is.
 *
 * @returns What ends it before.
 */
export function whenSeen(element: Element, onSeen: (stays: boolean) => void): () => void {
  if (typeof IntersectionObserver !== 'function') {
    onSeen(true)
    return () => {}
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = (): void => {
    clearTimeout(timer)
    observer?.unobserve(element)
    watched.delete(element)
  }
  watched.set(element, (isSeen) => {
    clearTimeout(timer)
    if (!isSeen) return
    onSeen(false)
    timer = setTimeout(() => {
      end()
      onSeen(true)
    }, dwellMs)
  })
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting)
  })
  observer.observe(element)
  return end
}
