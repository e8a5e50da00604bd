/** One text per plural category of a language, each with `{count}` where the number stands. */
export type Plural<Category extends Intl.LDMLPluralRule = 'other'> = Readonly<
  Record<Category | 'other', string> & Partial<Record<Intl.LDMLPluralRule, string>>
>

/** The text for a number, with the number in the digits of the locale. */
export function plural(texts: Plural, count: number, locale: string): string {
  const text = texts[new Intl.PluralRules(locale).select(count)] ?? texts.other
  return text.replace('{count}', new Intl.NumberFormat(locale).format(count))
}
