import { expect, test } from 'vitest'
import { shippedImports } from './sources.ts'

const base = ['errors', 'wire']
const machinery = [...base, 'session', 'signing', 'transport']
const forActions = [...machinery, 'client', 'query.ts']

/** What each part of core may import besides itself: downwards, never back, and no action another's. */
const arrows: Record<string, readonly string[]> = {
  errors: [],
  wire: ['errors'],
  signing: base,
  session: base,
  transport: [...base, 'session'],
  // The client puts the machinery together, and the one action with which the machinery opens a session.
  client: [...machinery, 'auth/openSession.ts'],
  'query.ts': ['client', 'session', 'errors'],
  auth: forActions,
  users: forActions,
}

const partOf = (file: string): string => file.split('/', 1)[0] ?? file

test('inside core, imports point downwards', () => {
  const wrong = shippedImports('core')
    .flatMap(({ file, target }) => (target === undefined ? [] : [{ file, target }]))
    .filter(({ file, target }) => file !== 'index.ts' && partOf(file) !== partOf(target))
    .filter(({ file, target }) => {
      const allowed = arrows[partOf(file)] ?? []
      return !allowed.includes(partOf(target)) && !allowed.includes(target)
    })
    .map(({ file, target }) => `${file} → ${target}`)
  expect(wrong).toEqual([])
})

test('every part of core has its place among the arrows', () => {
  const parts = new Set(shippedImports('core').map(({ file }) => partOf(file)))
  parts.delete('index.ts')
  expect([...parts].filter((part) => arrows[part] === undefined)).toEqual([])
})
