import { callingCodes } from './callingCodes.ts'
import type { PhoneReader } from './PhoneNumber.ts'

/** Countries in which a number that begins with 0 keeps it when it is called from abroad. */
const keepsZero = new Set(['IT', 'SM', 'VA'])

/** By E.164 alone: a calling code, and at most 15 digits. */
export const readPlainPhone: PhoneReader = (text, country) => {
  if (/[^\d\s()./+-]/.test(text)) return null
  const digits = text.replaceAll(/\D/g, '')
  const national = keepsZero.has(country) ? digits : digits.replace(/^0+/, '')
  const isWhole = text.startsWith('+')
  const code = isWhole ? '' : (callingCodes.get(country) ?? '')
  const all = isWhole ? digits : `${code}${national}`
  if (!/^[1-9]\d{7,14}$/.test(all)) return null
  return { e164: `+${all}`, shown: isWhole ? text : `+${code} ${national}`, country: null }
}
