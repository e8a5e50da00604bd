import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'
import { pnpm } from '../../scripts/run.ts'

/**
 * Copies an example to a folder outside the repository, gives it the packed packages as if they came from the
 * registry, and installs it. Returns the folder.
 */
export async function installConsumer(example: string, tarballs: Record<string, string>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-consumer-'))
  cpSync(join(root, 'examples', example), folder, {
    recursive: true,
    filter: (file) => !/[/\\](?:node_modules|dist)(?:[/\\]|$)/.test(file),
  })
  const packed = Object.fromEntries(Object.entries(tarballs).map(([name, file]) => [name, `file:${file}`]))
  const versions = catalog()
  const file = join(folder, 'package.json')
  const manifest = readFileSync(file, 'utf8').replaceAll(
    /"(?<name>[^"]+)": "(?:workspace|catalog):[^"]*"/g,
    (_, name: string) => `"${name}": "${packed[name] ?? versions[name] ?? 'unknown'}"`,
  )
  writeFileSync(file, manifest)
  // What the packages want of each other comes from the tarballs as well.
  const overrides = Object.entries(packed).map(([name, target]) => `  '${name}': ${target}\n`)
  writeFileSync(
    join(folder, 'pnpm-workspace.yaml'),
    `packages: []\npmOnFail: ignore\nallowBuilds:\n  esbuild: false\noverrides:\n${overrides.join('')}`,
  )
  await pnpm(['install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: folder })
  return folder
}

/** The versions that `catalog:` stands for. */
function catalog(): Record<string, string> {
  const [, list = ''] = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').split(/^catalog:$/m)
  const lines = list.matchAll(/^ {2}'?(?<name>[^':\s]+)'?: (?<version>\S+)$/gm)
  return Object.fromEntries(
    [...lines].map(({ groups = {} }) => [groups['name'] ?? '', groups['version'] ?? '']),
  )
}
