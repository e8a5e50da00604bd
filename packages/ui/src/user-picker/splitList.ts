/** The parts of a pasted list, each once; a text that is no list is one part. */
export function splitList(text: string): readonly string[] {
  const parts = text.split(/[,;\n\r\t，；、]/).map((part) => part.trim())
  return [...new Set(parts)].filter(Boolean)
}
