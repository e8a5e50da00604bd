import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const packages = new URL('../../../packages/', import.meta.url).pathname

/** What core's package.json has React Native use in place of other files. */
const replaced: unknown = Object(JSON.parse(readFileSync(join(packages, 'core/package.json'), 'utf8')))[
  'react-native'
]

const sourceOf = (built: string): string => built.replace('./dist/', '').replace(/\.js$/, '.ts')

test('nothing that React Native bundles has import.meta, which its engine refuses', () => {
  const kept = Object.keys(Object(replaced)).map((built) => `core/src/${sourceOf(built)}`)
  const withMeta = ['core', 'react'].flatMap((name) =>
    readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.(test|test-d)\.tsx?$/.test(file))
      .map((file) => `${name}/src/${file}`)
      .filter((file) =>
        /^(?!\s*(?:\/?\*|\/\/)).*\bimport\.meta\b/m.test(readFileSync(join(packages, file), 'utf8')),
      ),
  )
  expect(withMeta).toEqual(kept)
  const stands = Object.values(Object(replaced)).map(String)
  expect(stands.map((built) => existsSync(join(packages, 'core/src', sourceOf(built))))).toEqual([true])
})
