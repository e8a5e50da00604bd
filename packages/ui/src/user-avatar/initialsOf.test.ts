import { expect, test } from 'vitest'
import { initialsOf } from './initialsOf.ts'
import { isImageUrl } from './isImageUrl.ts'

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Augusta Ada King, Countess of Lovelace', 'AL'],
  ['ada.lovelace', 'AL'],
  ['ada.lovelace@example.com', 'A'],
  ['Østergård  Ægir', 'ØÆ'],
  ['é́̂clair', 'É́̂'],
  ['سارة الأحمد', 'سا'],
  ['김 민준', '김민'],
  ['李小龙', '李'],
  ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
  ['🇺🇦', '🇺🇦'],
  ['(Ada) "Lovelace"', 'AL'],
  ['\u202eadA', 'A'],
  ['क्षमा देवी', 'क्षदे'],
  ['', ''],
  ['   ', ''],
  ['...', ''],
])('%j has the initials %s', (name, initials) => {
  expect(initialsOf(name, 'en').replace('\u200c', '')).toBe(initials)
})

test('upper case follows the language, and letters of a joining script stay apart', () => {
  expect(initialsOf('ilker', 'tr')).toBe('İ')
  expect(initialsOf('سارة الأحمد', 'ar')).toBe('س\u200cا')
})

test.each([
  ['https://example.com/a.png', true],
  ['blob:https://example.com/0f1e', true],
  ['HTTPS://example.com/a.png', true],
  ['http://example.com/a.png', false],
  ['javascript:alert(1)', false],
  [' java\nscript:alert(1)', false],
  ['data:image/svg+xml,<svg onload=alert(1)>', false],
  ['//example.com/a.png', false],
  ['a.png', false],
])('%s as a picture: %s', (url, isShown) => {
  expect(isImageUrl(url)).toBe(isShown)
})
