import { describe, expect, test } from 'vitest'
import { manifestOf, packageOf, shippedImports } from './sources.ts'
import type { PackageName } from './sources.ts'

const names: PackageName[] = ['core', 'react', 'ui', 'emulator', 'firebase']

/** Which of our own packages each may use: the arrows of ARCHITECTURE.md. */
const arrows: Record<PackageName, string[]> = {
  core: [],
  react: ['@cubekit/core'],
  ui: ['@cubekit/core', '@cubekit/react'],
  emulator: [],
  firebase: ['@cubekit/core'],
}

describe.each(names)('@cubekit/%s', (name) => {
  const manifest = manifestOf(name)
  const installed = [
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
  ]

  test('depends on no other of our packages than the arrows allow', () => {
    expect(installed.filter((dependency) => dependency.startsWith('@cubekit/')).sort()).toEqual(arrows[name])
  })

  test('imports only what its users will have installed', () => {
    const strangers = shippedImports(name)
      .filter(({ specifier, target }) => target === undefined && !specifier.startsWith('node:'))
      .filter(({ specifier }) => !installed.includes(packageOf(specifier)))
    expect(strangers).toEqual([])
  })

  test('stays inside its own sources', () => {
    expect(shippedImports(name).filter(({ target }) => target?.startsWith('..') === true)).toEqual([])
  })
})

test('TanStack is imported in packages/react/src/query/ alone', () => {
  const files = names.flatMap((name) =>
    shippedImports(name)
      .filter(({ specifier }) => specifier.startsWith('@tanstack/'))
      .map(({ file }) => `${name}/${file}`),
  )
  expect(files.filter((file) => !file.startsWith('react/query/'))).toEqual([])
})

test('zustand is imported in packages/core/src/session/store.ts alone', () => {
  const files = names.flatMap((name) =>
    shippedImports(name)
      .filter(({ specifier }) => packageOf(specifier) === 'zustand')
      .map(({ file, specifier }) => `${name}/${file} → ${specifier}`),
  )
  expect(files).toEqual(['core/session/store.ts → zustand/vanilla'])
})
