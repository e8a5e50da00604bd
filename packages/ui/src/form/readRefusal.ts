/** What a server's words for a value come to. */
export interface Refusal {
  readonly problem: 'missing' | 'tooShort' | 'tooLong' | 'taken' | 'characters' | 'invalid'
  /** How many characters or tags it allows, when it says so. */
  readonly count: number | null
}

const kinds = [
  ['taken', /unique|taken|exists/i],
  ['missing', /blank|required/i],
  ['tooShort', /too short(?:.*?(\d+))?/i],
  ['tooLong', /too (?:long|many)(?:.*?(\d+))?/i],
  ['characters', /characters only/i],
] as const

/**
 * Looks for known sentences in what the server said of a value, to say it better. Whatever it does not know is
 * `invalid`.
 */
export function readRefusal(texts: readonly string[]): Refusal {
  const said = texts.join('\n')
  for (const [problem, sentence] of kinds) {
    const found = sentence.exec(said)
    if (found) return { problem, count: Number(found[1]) || null }
  }
  return { problem: 'invalid', count: null }
}
