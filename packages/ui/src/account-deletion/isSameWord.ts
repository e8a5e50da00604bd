/** Whether somebody typed a word, whatever its capitals, the spaces around it and the width of its letters. */
export function isSameWord(typed: string, word: string, locale: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').trim().toLocaleLowerCase(locale)
  return plain(typed) === plain(word)
}
