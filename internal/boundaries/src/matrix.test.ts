import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname

/** The rows of the table of faults in docs/reliability.md. */
function rowsOfTheMatrix(): number[] {
  const text = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  return [...text.matchAll(/^\| (\d+)\s+\|/gm)].map(([, row]) => Number(row))
}

/** The rows that tests and stories name: `row 7`, `rows 51 and 52`. */
function rowsWithTests(): Set<number> {
  const files = ['packages', 'e2e', 'stories', 'internal'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => !file.includes('node_modules') && /\.(test|stories)\.tsx?$/.test(file))
      .map((file) => join(root, folder, file)),
  )
  const named = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/\brows? (\d+(?:(?:,| and|, and) \d+)*)/gi),
  ])
  return new Set(named.flatMap(([, rows = '']) => [...rows.matchAll(/\d+/g)].map(([row]) => Number(row))))
}

test('every row of the matrix of faults is named by a test', () => {
  const rows = rowsOfTheMatrix()
  const tested = rowsWithTests()
  expect(rows).toHaveLength(80)
  expect(rows.filter((row) => !tested.has(row))).toEqual([])
})
