import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import * as server from './index.ts'

test('these names, and no others, are public on servers', () => {
  expect(Object.keys(server).sort()).toEqual([
    'createSessionBroker',
    'createSignerHandler',
    'sameSecret',
    'toNodeListener',
  ])
})

test('row 96: what browsers get in place of them has the same names, and nothing behind them', () => {
  const code = readFileSync(new URL('refuseBrowsers.ts', import.meta.url), 'utf8').replaceAll(
    /^\s*\/\/.*$/gm,
    '',
  )
  const [, names = '', sentence = ''] =
    /^\s*export \{(?<names>[^}]+)\} from '\.\/(?<sentence>[^']+)'\s*$/.exec(code) ?? []
  expect(names.match(/\w+/g)?.sort()).toEqual(Object.keys(server).sort())
  expect(sentence).toContain('holds your auth secret and must not be in a browser bundle')
  expect(sentence).toContain('remoteSigner(url) or sessionBroker(url) of @cubekit/core')
})

test('the first condition that fits decides: edge servers also say that they are browsers', () => {
  for (const exports of [manifest.exports, manifest.publishConfig.exports]) {
    const conditions = Object.keys(exports['./server'])
    expect(conditions.slice(0, 4)).toEqual(['workerd', 'edge-light', 'browser', 'react-native'])
    expect(conditions.at(-1)).toBe('default')
  }
})
