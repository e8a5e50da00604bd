const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A document of one element with texts in it. */
export function xml(name: string, texts: Readonly<Record<string, string>>): string {
  const inner = Object.entries(texts)
    .map(([child, text]) => `<${child}>${escape(text)}</${child}>`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}>${inner}</${name}>`
}

/** Characters that XML cannot carry at all become question marks. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}
