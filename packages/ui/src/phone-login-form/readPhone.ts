import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { PhoneReader } from './PhoneNumber.ts'

/** With all that is known of numbers. Lengths are checked alone, since new ranges are given out all the time. */
export const readPhone: PhoneReader = (text, country) => {
  const number = parsePhoneNumberFromString(text, {
    ...(isSupportedCountry(country) && { defaultCountry: country }),
    // Else it would take a number out of any text around it.
    extract: false,
  })
  return number?.isPossible()
    ? { e164: number.number, shown: number.formatInternational(), country: number.country ?? null }
    : null
}
