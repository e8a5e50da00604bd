/** The parts of a pasted list, each once; a text that is no list is one part. Of a mail address, what can be looked up. */
function splitList(text: string): readonly string[] {
  // "Lovelace, Ada" <ada@example.com>: a name of several words is one.
  const unquoted = text.replace(/"[^"\n]*"(?=\s*<)/g, '')
  const parts = unquoted.split(/[,;\n\r\t，；、]/).map((part) => addressOf(part.trim()))
  return [...new Set(parts)].filter(Boolean)
}

/** As {@link splitList}, but nothing for a text that is no list, nor an address of mail. */
export function listIn(text: string): readonly string[] {
  const parts = splitList(text)
  return parts.length > 1 || (parts[0] ?? '') !== text.trim() ? parts : []
}

function addressOf(part: string): string {
  const [, address] = /^[^<>]*<([^<>\s]+@[^<>\s]+)>$/.exec(part) ?? []
  return (address ?? part).replace(/^mailto:/i, '')
}
