/** Scripts that are written from right to left, by their ISO 15924 codes. */
const rightToLeft = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/

/** In which direction a language is written; `undefined` when there is no such language. */
export function directionOf(locale: string): 'ltr' | 'rtl' | undefined {
  try {
    return rightToLeft.test(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    return undefined
  }
}
