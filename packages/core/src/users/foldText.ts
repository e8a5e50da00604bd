/**
 * A text as it is compared: without case, accents, width and marks of direction, and with single spaces.
 *
 * @example
 * foldText('  Jürgen  ŁUKASZ ') // 'jurgen lukasz'
 */
export function foldText(text: string): string {
  // Most texts are plain, and lists are long.
  if (plain.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(special, (letter) => letters[letter] ?? letter)
    .replace(spaces, ' ')
    .trim()
}

const plain = /^[!-~]+(?: [!-~]+)*$/
const spaces = /\s+/g

/** Accents and vowel points, and what cannot be seen. What voices a kana is part of the letter. */
const marks = /(?![\u3099\u309a])[\p{Script=Inherited}\p{Cf}\u0640]|(?=\p{Script=Hebrew})\p{Mn}/gu

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
