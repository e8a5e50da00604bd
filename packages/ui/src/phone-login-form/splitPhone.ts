import { callingCodes } from './callingCodes.ts'
import type { PhoneNumber } from './PhoneNumber.ts'

/** Whose calling code an international number begins with, and what follows it. */
export interface SplitPhone {
  readonly country: string
  readonly national: string
}

/**
 * Takes an international number apart; `null` while it has no plus or no calling code yet. Of the countries that
 * share a code it is the one that the number is known to be of, or the one chosen already, or the main one.
 */
export function splitPhone(text: string, known: PhoneNumber | null, chosen: string): SplitPhone | null {
  if (!text.startsWith('+')) return null
  const digits = text.replaceAll(/\D/g, '')
  const begins = ([, code]: readonly [string, string]): boolean => digits.startsWith(code)
  const main = [...callingCodes].find(begins)
  if (!main) return null
  const [, code] = main
  const country = known?.country ?? (callingCodes.get(chosen) === code ? chosen : main[0])
  let national = text
  for (const digit of code) national = national.slice(national.indexOf(digit) + 1)
  // "+44 (0)1632 …" has the zero for those who call from within.
  return { country, national: national.replace(/^\s*\(0\)/, '').replace(/^[\s./-]+/, '') }
}
