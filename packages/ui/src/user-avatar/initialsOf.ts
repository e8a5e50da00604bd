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
  const simple = simpleLetter.exec(word)
  if (simple) return simple[0]
  let picture = ''
  for (const { segment } of graphemesOf(word, locale)) {
    if (/[\p{L}\p{N}]/u.test(segment)) return segment
    if (!picture && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)) picture = segment
  }
  return picture
}

/** A letter of Latin, Greek or Cyrillic, or a digit, with nothing on it. Most names need no more, and no segmenter. */
const simpleLetter = /^[\dA-Za-z\u00c0-\u024f\u0370-\u0481\u048a-\u04ff](?![\p{M}\u200d])/u

/** Making one takes longer than a row of a list has. */
const segmenters = new Map<string | undefined, Intl.Segmenter>()

function graphemesOf(word: string, locale?: string): Iterable<{ readonly segment: string }> {
  if (typeof Intl.Segmenter !== 'function') return Array.from(word, (segment) => ({ segment }))
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'grapheme' })
  segmenters.set(locale, segmenter)
  return segmenter.segment(word)
}
