import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'packages')

/** The names of the folders under `packages/`. */
export type PackageName = 'core' | 'react' | 'ui' | 'emulator' | 'firebase'

/** One import of a source file. */
export interface Import {
  /** The importing file, relative to the package's `src`, with forward slashes. */
  file: string
  /** What is written between the quotes. */
  specifier: string
  /** For a relative import: the imported file, relative to the package's `src`. */
  target: string | undefined
  typeOnly: boolean
}

/** What a package.json says about dependencies. */
export interface Manifest {
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

export function manifestOf(name: PackageName): Manifest {
  return JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as Manifest
}

/** The imports of everything a package ships: its sources without the tests. */
export function shippedImports(name: PackageName): Import[] {
  const source = join(packages, name, 'src')
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|test-d)\.tsx?$/.test(file))
    .flatMap((file) => importsOf(source, file))
}

const importPattern =
  /(?:^|[;}\n])\s*(?:import|export)\s+(?<type>type\s)?(?:[^'"();]*?\sfrom\s*)?['"](?<static>[^'"]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"]+)['"]/g

function importsOf(source: string, file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...text.matchAll(importPattern)].map(({ groups = {} }) => {
    const specifier = groups['static'] ?? groups['dynamic'] ?? ''
    const target = specifier.startsWith('.')
      ? relative(source, join(source, dirname(file), specifier))
          .split(sep)
          .join('/')
      : undefined
    return { file: file.split(sep).join('/'), specifier, target, typeOnly: groups['type'] !== undefined }
  })
}

/** `@scope/name/sub` → `@scope/name`; `name/sub` → `name`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
