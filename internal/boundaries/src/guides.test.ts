import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname

/** Guides whose code is complete, less the imports of our own packages and the client. */
const guides = ['avatars.md', 'files.md', 'picking-users.md', 'users.md']

/** What a package exports, types too. */
function namesOf(name: string): string[] {
  const index = readFileSync(join(root, 'packages', name, 'src/index.ts'), 'utf8')
  return [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
    .flatMap(([, names = '']) => names.split(','))
    .map((exported) => exported.replace(/^\s*type\s/, '').trim())
    .filter((exported) => exported !== '')
}

/** A block as a module: with the imports that it leaves out. */
function toModule(code: string): string {
  const missing = ['core', 'react'].filter((name) => !code.includes(`from '@cubekit/${name}'`))
  const imports = missing.map((name) => {
    const used = namesOf(name).filter((exported) => new RegExp(`\\b${exported}\\b`).test(code))
    return `import { ${used.join(', ')} } from '@cubekit/${name}'`
  })
  return [...imports, "declare const client: import('@cubekit/core').CubeClient", code, 'export {}'].join(
    '\n',
  )
}

test.each(guides)('the code of %s compiles', { timeout: 120_000 }, (guide) => {
  const text = readFileSync(join(root, 'docs/guides', guide), 'utf8')
  const blocks = [...text.matchAll(/^```(tsx?)\n(.*?)^```$/gms)]
  expect(blocks.length).toBeGreaterThan(5)

  const folder = join(root, '.cache/guides', guide)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [at, [, extension, code = '']] of blocks.entries()) {
    writeFileSync(join(folder, `block${at + 1}.${extension}`), toModule(code))
  }
  const compilerOptions = { noUnusedLocals: false, verbatimModuleSyntax: false }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.json', compilerOptions, include: ['*'] }),
  )
  expect(complaints(folder)).toBe('')
})

function complaints(folder: string): string {
  try {
    return execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' })
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  }
}
