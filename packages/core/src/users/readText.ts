import { refuse } from './refuse.ts'

/** What is left of an emoji that was cut in two. */
const halfCharacter = /[\uD800-\uDFFF]/u

/**
 * A text that an address can hold.
 *
 * @throws CubeError `invalid-argument` for what is empty, has half a character, or is no text.
 */
export function readText(field: string, value: unknown): string {
  if (typeof value === 'string' && value !== '' && !halfCharacter.test(value)) return value
  refuse(`${field} is a text, neither empty nor cut inside a character.`)
}
