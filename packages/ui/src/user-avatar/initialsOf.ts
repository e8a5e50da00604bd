import { shownName } from '../form/shownName.ts'

/** One or two letters of a name, as people write them: the first and the last word's. `''` for no name. */
export function initialsOf(name: string, locale?: string): string {
  const words = shownName(name)
    .split(/[\s._@-]+/)
    .map((word) => firstLetter(word, locale))
    .filter(Boolean)
  // Of an address, what stands before the @ alone.
  const [first = ''] = words
  const last = !name.includes('@') && words.length > 1 ? (words.at(-1) ?? '') : ''
  const upper = (letter: string): string => letter.toLocaleUpperCase(locale)
  // Letters that would join into a word are kept apart.
  return last ? `${upper(first)}\u200c${upper(last)}` : upper(first)
}

/** The first letter, digit or, in a word without any, sign: all of it, however many characters it is made of. */
function firstLetter(word: string, locale?: string): string {
  const letters = graphemesOf(word, locale)
  return letters.find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? letters.find(isPicture) ?? ''
}

function isPicture(letter: string): boolean {
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(letter)
}

function graphemesOf(word: string, locale?: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [...word]
  return Array.from(
    new Intl.Segmenter(locale, { granularity: 'grapheme' }).segment(word),
    ({ segment }) => segment,
  )
}
