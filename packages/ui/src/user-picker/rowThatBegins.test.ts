import { expect, test } from 'vitest'
import { somebody } from '../../test/somebody.ts'
import { rowThatBegins } from './rowThatBegins.ts'

const items = ['Ada', 'Anna', 'Ángel', 'Bob', 'Aaron', ' '].map((full_name, id) =>
  somebody({ id, full_name }),
)

test.each([
  ['a', -1, 0],
  ['a', 0, 1],
  // The same letter again goes on, and round.
  ['aa', 0, 1],
  ['aaa', 1, 2],
  ['a', 4, 0],
  // A word stays where it is as long as it fits, whatever accents it is typed with.
  ['an', 1, 1],
  ['ang', 1, 2],
  ['ÁNG', -1, 2],
  ['aar', 0, 4],
  ['b', 3, 3],
  ['x', 0, -1],
])('%s, at row %i, goes to row %i', (typed, active, row) => {
  expect(rowThatBegins(items, typed, active)).toBe(row)
})
