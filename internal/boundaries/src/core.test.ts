import { expect, test } from 'vitest'
import { shippedImports } from './sources.ts'

const base = ['errors', 'timing', 'wire']
const machinery = [...base, 'session', 'signing', 'transport']
const forActions = [...machinery, 'client', 'query.ts']

/** What each part of core may import besides itself: downwards, never back, and no action another's. */
const arrows: Record<string, readonly string[]> = {
  errors: [],
  timing: ['errors'],
  wire: ['errors'],
  signing: base,
  session: base,
  transport: [...base, 'session'],
  // The client puts the machinery together, and what the machinery opens and renews sessions with.
  client: [...machinery, 'auth/openSession.ts', 'auth/credentialProvider.ts'],
  'query.ts': ['client', 'session', 'errors'],
  auth: forActions,
  users: forActions,
  files: forActions,
  // Pictures, before anybody is told of them.
  images: base,
  // A picture, its file, and the profile that points to it.
  avatars: [...forActions, 'files', 'images', 'users'],
  // Puts the official SDK on the session, by the actions.
  bridge: [...forActions, 'auth'],
  // The half that runs on an app's server: no client, no session of its own.
  server: [...base, 'signing', 'transport', 'auth/credentials.ts'],
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
