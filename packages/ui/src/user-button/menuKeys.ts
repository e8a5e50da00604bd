/** The items of a menu that can have the focus, in order. */
export function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
}

/** Which item a key moves the focus to; `null` for keys that do not. By the ARIA pattern of a menu. */
export function nextItem(menu: HTMLElement, key: string): HTMLElement | null {
  const items = itemsOf(menu)
  const at = items.findIndex((item) => item === menu.ownerDocument.activeElement)
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length] ?? null
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1) ?? null
    case 'Home':
      return items[0] ?? null
    case 'End':
      return items.at(-1) ?? null
    default:
      return null
  }
}

/** The next item, after the one with the focus, that begins with what was typed. */
export function itemThatBegins(menu: HTMLElement, typed: string): HTMLElement | null {
  const items = itemsOf(menu)
  const at = items.findIndex((item) => item === menu.ownerDocument.activeElement)
  // One letter goes on to the next; more of them may still mean the same.
  const from = typed.length > 1 ? at : at + 1
  const ordered = [...items.slice(from), ...items.slice(0, from)]
  const begins = ({ textContent }: HTMLElement): boolean =>
    textContent?.trim().toLocaleLowerCase().startsWith(typed.toLocaleLowerCase()) ?? false
  return ordered.find(begins) ?? null
}
