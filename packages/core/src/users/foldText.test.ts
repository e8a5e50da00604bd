import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText } from '../index.ts'

test.each([
  ['Jürgen', 'jurgen'],
  ['JU\u0308RGEN', 'jurgen'],
  ['Łukasz Żółć', 'lukasz zolc'],
  ['Søren Ærø Œuvre', 'soren aero oeuvre'],
  ['Straße STRASSE ẞ', 'strasse strasse ss'],
  ['İstanbul ıslak', 'istanbul islak'],
  ['Nguyễn Thị Đào', 'nguyen thi dao'],
  ['Þór Guðrún', 'thor gudrun'],
  ['Ёлка Йод', 'елка иод'],
  ['ΟΔΥΣΣΕΎΣ', 'οδυσσευσ'],
  ['Ａｄａ ﬁ ①', 'ada fi 1'],
  ['שָׁלוֹם', 'שלום'],
  ['مُحَمَّد مـحـمـد', 'محمد محمد'],
  ['\u200fעדה\u200e \u2068Ada\u2069', 'עדה ada'],
  ['O’Neil OʼNeil', "o'neil o'neil"],
  ['  Ada\u00a0\t King\n', 'ada king'],
  ['ﾊﾞｽ', 'バス'.normalize('NFKD')],
  ['कमल', 'कमल'],
  ['ภูมิ', 'ภูมิ'],
  ['', ''],
  [' \u200b ', ''],
])('%s is compared as %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('vowels that are letters stay: other names are other names', () => {
  expect(foldText('कि')).not.toBe(foldText('का'))
  expect(foldText('ガス')).not.toBe(foldText('カス'))
  expect(foldText('김')).not.toBe(foldText('검'))
})

test('once is enough, and the form in which a text arrives makes no difference', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const folded = foldText(text)
      expect(foldText(folded)).toBe(folded)
      expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')))
      expect(folded).not.toMatch(/^\s|\s$|\s\s|\n/)
    }),
    { numRuns: 500 },
  )
})
