import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min'
import { describe, expect, test } from 'vitest'
import { callingCodes } from './callingCodes.ts'
import { cleanPhone, toAsciiDigits } from './cleanPhone.ts'
import { countriesIn, countryOf } from './countries.ts'
import { readPhone } from './readPhone.ts'
import { readPlainPhone } from './readPlainPhone.ts'
import { splitPhone } from './splitPhone.ts'

test('the calling codes are those that the library knows', () => {
  const theirs = getCountries().map((country) => [country, getCountryCallingCode(country)] as const)
  expect(Object.fromEntries(callingCodes)).toEqual(Object.fromEntries(theirs))
})

test('every country has a name, in the order of the language', () => {
  const english = countriesIn('en')
  expect(english).toHaveLength(callingCodes.size)
  expect(english[0]).toEqual({ code: 'AF', name: 'Afghanistan', callingCode: '93' })
  expect(english.filter(({ code, name }) => code === name)).toEqual([])
  expect(countriesIn('no_such-language')).toHaveLength(callingCodes.size)
  expect(countriesIn('sv').at(-1)?.name).toBe('Östtimor')
})

test.each([
  [['en-GB'], 'GB'],
  [['en', 'de-CH'], 'CH'],
  [['de'], 'DE'],
  [['ar'], 'EG'],
  [['en-001', 'en_us', ''], 'US'],
  [[], 'US'],
])('for people of %j the country is %s', (locales, country) => {
  expect(countryOf(locales)).toBe(country)
})

test.each([
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२९ ０９', '0129 09'],
  ['abc 7', 'abc 7'],
])('digits of other scripts become ASCII: %s', (text, ascii) => {
  expect(toAsciiDigits(text)).toBe(ascii)
})

test.each([
  ['\u202a+44 1632 960961\u202c', '+44 1632 960961'],
  ['＋４４ １６３２', '+44 1632'],
  ['0049 30 123456', '+49 30 123456'],
  ['+٢٠ ١٠ ١٢٣٤ ٥٦٧٨', '+20 10 1234 5678'],
  ['  01632 960961 ', '01632 960961'],
  [' tel:+44-1632-960961', '+44-1632-960961'],
  ['TEL:00441632960961', '+441632960961'],
])('what is pasted is cleaned: %j', (text, cleaned) => {
  expect(cleanPhone(text)).toBe(cleaned)
})

describe.each([
  ['all that is known', readPhone],
  ['the length alone', readPlainPhone],
])('read by %s', (_, read) => {
  test.each([
    ['01632 960961', 'GB', '+441632960961'],
    ['(01632) 960-961', 'GB', '+441632960961'],
    ['+44 1632 960961', 'DE', '+441632960961'],
    ['2025550123', 'US', '+12025550123'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['0100 123 4567', 'EG', '+201001234567'],
  ])('%s of %s is %s', (text, country, e164) => {
    expect(read(text, country)?.e164).toBe(e164)
  })

  test.each([
    '',
    '+',
    '12',
    'ada@example.com',
    'nonsense',
    '+44 1632 960961 and a lot more 1234567890',
    '<img src=x>01632960961',
    'call me: 01632 960961',
    '01632 960961!',
  ])('%j is no number', (text) => {
    expect(read(text, 'GB')).toBeNull()
  })

  test.each(['tel:+44-1632-960961', 'tel:01632960961'])('the address %s is its number', (text) => {
    expect(read(cleanPhone(text), 'GB')?.e164).toBe('+441632960961')
  })
})

test.each([
  ['+44 (0)1632 960961', 'US', { country: 'GB', national: '1632 960961' }],
  ['+441632960961', 'GB', { country: 'GB', national: '1632960961' }],
  ['+1 416 555 0123', 'US', { country: 'CA', national: '416 555 0123' }],
  ['+39 06 1234 5678', 'US', { country: 'IT', national: '06 1234 5678' }],
  ['+4 4-1632.960961', 'US', { country: 'GB', national: '1632.960961' }],
])('%s, with %s chosen, is taken apart', (text, chosen, split) => {
  expect(splitPhone(text, readPhone(text, chosen), chosen)).toEqual(split)
})

test.each(['+', '+9', '01632 960961', ''])('%j begins with no calling code yet', (text) => {
  expect(splitPhone(text, null, 'GB')).toBeNull()
})

test('of countries that share a code, the one that is chosen stays until more is known', () => {
  expect(splitPhone('+1 4', null, 'CA')?.country).toBe('CA')
  expect(splitPhone('+1 4', null, 'GB')?.country).toBe('US')
})
