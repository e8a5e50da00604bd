import { expect, test } from 'vitest'
import { shownName } from './shownName.ts'

test.each(['Ada Lovelace', 'José Nuñez', 'שָׁלוֹם', 'مُحَمَّد', 'Nguyễn Thị Ánh', 'นางสาวน้ำผึ้ง', '👩‍👩‍👧'])(
  '%s stays as it is',
  (name) => {
    expect(shownName(name)).toBe(name)
  },
)

test('row 91: what would turn the words around a name is left out', () => {
  expect(shownName('\u202EAda\u2069\u202C\u2067 L')).toBe('Ada L')
})

test('row 91: a flood of accents runs dry', () => {
  expect(shownName(`A${'\u0301'.repeat(300)}da`)).toBe(`A${'\u0301'.repeat(5)}da`)
})

test('row 91: a long name is cut, and no emoji in two', () => {
  expect(shownName('🐎'.repeat(500))).toBe(`${'🐎'.repeat(120)}…`)
})
