import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname

/** The rows of the table of faults in docs/reliability.md. */
function rowsOfTheMatrix(): number[] {
  const text = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  return [...text.matchAll(/^\| (\d+)\s+\|/gm)].map(([, row]) => Number(row))
}

/** Test and story files below a folder, less what is installed or built. */
function testsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : testsIn(path)
    return /\.(test|stories)\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** The rows that tests and stories name: `row 7`, `rows 51 and 52`. */
function rowsWithTests(): Set<number> {
  const named = ['packages', 'e2e', 'stories', 'internal']
    .flatMap((folder) => testsIn(join(root, folder)))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\brows? (\d+(?:(?:,| and|, and) \d+)*)/gi)])
  return new Set(named.flatMap(([, rows = '']) => [...rows.matchAll(/\d+/g)].map(([row]) => Number(row))))
}

test('every row of the matrix of faults is named by a test', () => {
  const rows = rowsOfTheMatrix()
  const tested = rowsWithTests()
  expect(rows).toHaveLength(118)
  expect(rows.filter((row) => !tested.has(row))).toEqual([])
})
