/** Looks, in the page, for anything that a hostile text has brought about. Nothing outside of it is known there. */
export function findHarm(): string[] {
  const found: string[] = []
  const root = document.querySelector('#root') ?? document.body
  const report = (what: string, element?: Element | null): void => {
    const place = element
      ? ` in ${element.cloneNode(false) instanceof Element ? element.outerHTML.slice(0, 80) : ''}`
      : ''
    if (!found.some((other) => other.startsWith(what))) found.push(what + place)
  }

  const hits: unknown = Reflect.get(globalThis, 'hits')
  if (!Array.isArray(hits) || hits.length > 0) report('a script has run')
  if (Reflect.get({}, 'hostile') !== undefined) report('every object has a new property')

  for (const element of root.querySelectorAll('*')) {
    if (/^(?:script|style|link|iframe|object|embed|base|meta|math|animate)$/i.test(element.localName))
      report(`an element <${element.localName}>`, element)
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) report(`an attribute ${name}`, element)
      if (!/^(?:href|src|srcset|action|formaction|xlink:href|poster|background)$/i.test(name)) continue
      // As browsers read it: without spaces and controls.
      const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replaceAll(/[\s\p{Cc}]/gu, ''))?.[1]?.toLowerCase()
      if (scheme !== undefined && !['https', 'blob', 'mailto', 'tel'].includes(scheme))
        report(`an address with the scheme ${scheme}`, element)
    }
  }

  const page = document.documentElement
  if (page.scrollWidth > page.clientWidth) report(`the page is ${page.scrollWidth} pixels wide`)
  const cards = '.cube-form, .cube-dialog, .cube-themed, .cube-menu'
  for (const card of root.querySelectorAll(cards)) {
    const { left, right, height } = card.getBoundingClientRect()
    if (height > 1500 || card.scrollHeight > 1500)
      report(`a card is ${Math.max(height, card.scrollHeight)} pixels high`, card)
    for (const part of card.querySelectorAll('*')) {
      const box = part.getBoundingClientRect()
      // One inside another may lie over the page.
      if (part.parentElement?.closest(cards) !== card || part.matches('dialog, [popover]')) continue
      if (!isUnseen(part) && box.width > 0 && (box.left < left - 1 || box.right > right + 1))
        report('something sticks out of its card', part)
    }
  }

  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent ?? ''
    const element = node.parentElement
    if (!element || isUnseen(element)) continue
    if (text.includes('hostile')) {
      if (!isIsolated(element)) report('a text that is not kept apart from ours', element)
      continue
    }
    // Our own words still run from left to right.
    const word = /[a-z]{2}/i.exec(text)
    if (!word) continue
    const [first, second] = [0, 1].map((offset) => {
      const range = document.createRange()
      range.setStart(node, word.index + offset)
      range.setEnd(node, word.index + offset + 1)
      return range.getBoundingClientRect()
    })
    if (first && second && first.top === second.top && first.width > 0 && second.left < first.left)
      report('our own words run backwards', element)
  }
  return found

  /** Whether it is for screen readers alone. */
  function isUnseen(element: Element): boolean {
    return getComputedStyle(element).clipPath !== 'none' || element.closest('[role=status]') !== null
  }

  function isIsolated(element: Element): boolean {
    const around = element.closest('bdi, [dir=auto]')
    if (around && root.contains(around)) return true
    return /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi)
  }
}
