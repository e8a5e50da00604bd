/** Makes an element. Texts become text nodes, so that no name of a user is ever read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/**
 * The element with this id.
 *
 * @throws `Error` when the page has none of this type.
 */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new Error(`The page has no #${id}.`)
}

/** One row of a list: what it is made from, and how. */
export interface Row {
  /** Two rows of one key look the same. */
  readonly key: string
  make(): HTMLLIElement
}

/**
 * Shows the rows in a list. Those that are there already stay as they are, so that nobody loses the focus
 * or an opened detail.
 */
export function showRows(list: HTMLElement, rows: readonly Row[], empty: string): void {
  const present = new Map<string, HTMLLIElement>()
  for (const item of list.children) {
    if (item instanceof HTMLLIElement && item.dataset['key'] !== undefined) {
      present.set(item.dataset['key'], item)
    }
  }
  const all = rows.length > 0 ? rows : [{ key: '', make: () => element('li', { class: 'empty' }, empty) }]
  const wanted = new Set(all.map(({ key }) => key))
  for (const [key, item] of present) if (!wanted.has(key)) item.remove()
  let next: Element | null = list.firstElementChild
  for (const { key, make } of all) {
    const kept = present.get(key)
    if (kept !== undefined && kept === next) {
      next = next.nextElementSibling
      continue
    }
    const item = kept ?? make()
    item.dataset['key'] = key
    list.insertBefore(item, next)
  }
}
