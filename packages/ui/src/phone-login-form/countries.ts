import { callingCodes } from './callingCodes.ts'

/** A country to choose, as people of a language know it. */
export interface Country {
  readonly code: string
  readonly name: string
  readonly callingCode: string
}

/** All countries, with their names in a language and in its order. */
export function countriesIn(locale: string): readonly Country[] {
  const tags = localeOf(locale).map(String)
  const names = new Intl.DisplayNames(tags, { type: 'region' })
  const { compare } = new Intl.Collator(tags)
  return [...callingCodes]
    .map(([code, callingCode]) => ({ code, callingCode, name: names.of(code) ?? code }))
    .sort((one, other) => compare(one.name, other.name))
}

/** The country that locales name, the first that does; else the one where most people speak the first of them. */
export function countryOf(locales: readonly string[]): string {
  const known = locales.flatMap(localeOf)
  const regions = [...known.map(({ region }) => region), known[0]?.maximize().region]
  return regions.find((region) => region !== undefined && callingCodes.has(region)) ?? 'US'
}

function localeOf(tag: string): Intl.Locale[] {
  try {
    return [new Intl.Locale(tag)]
  } catch {
    // What is said to be a language may be none.
    return []
  }
}
