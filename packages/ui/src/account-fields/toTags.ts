/** The tags in a text that puts commas between them, of any script; each once. */
export function toTags(text: string): string[] {
  const tags = text.split(/[,،、，]/).map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}
