/**
 * A text as it is compared: without case, accents, width and the marks of direction, and with single spaces.
 *
 * @example
 * foldText('  Jürgen  ŁUKASZ ') // 'jurgen lukasz'
 */
export function foldText(text: string): string {
  // Most texts are plain, and lists are long.
  const folded = plain.test(text) ? text.toLowerCase() : foldRich(text)
  return folded.replace(spaces, ' ').trim()
}

const plain = /^[ -~]*$/
const spaces = /\s+/g

/** Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, and what cannot be seen. */
const marks =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** Letters that no decomposition takes apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
  ς: 'σ',
  '’': "'",
  ʼ: "'",
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

function foldRich(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(special, (letter) => letters[letter] ?? letter)
}
