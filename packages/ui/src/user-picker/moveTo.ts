/** Which row a key goes to; `null` for keys that go to none. Up and Down go round. */
export function moveTo(
  key: string,
  { at, count, page }: { readonly at: number; readonly count: number; readonly page: number },
): number | null {
  const last = count - 1
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1
    case 'ArrowUp':
      return at <= 0 ? last : at - 1
    case 'PageDown':
      return Math.min(Math.max(at, 0) + page, last)
    case 'PageUp':
      return Math.max(at - page, 0)
    default:
      return null
  }
}

/** How many rows of a list can be seen at once, less one that stays in view from page to page. */
export function pageOf(list: HTMLElement | null): number {
  const row = list?.querySelector<HTMLElement>('[role=option]')
  return Math.max(Math.floor((list?.clientHeight ?? 0) / (row?.offsetHeight || Infinity)) - 1, 1)
}
