/** Whether somebody typed a word, however they put spaces around it and wrote its capitals. */
export function isSameWord(typed: string, word: string, locale: string): boolean {
  const plain = (text: string): string => text.normalize().trim().toLocaleLowerCase(locale)
  return plain(typed) === plain(word)
}
