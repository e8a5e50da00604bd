import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
    filter: (file) => !/[/\\](?:node_modules|dist|\.next)(?:[/\\]|$)/.test(file),
  })
  await install(folder, tarballs)
  return folder
}

/** Makes a folder outside the repository with these files in it, and installs the packed packages there. */
export async function installProject(
  { dependencies, files }: { dependencies: Record<string, string>; files: Record<string, string> },
  tarballs: Record<string, string>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-consumer-'))
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies }
  for (const [file, text] of Object.entries({
    'package.json': JSON.stringify(manifest, null, 2),
    ...files,
  })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  await install(folder, tarballs)
  return folder
}

async function install(folder: string, tarballs: Record<string, string>): Promise<void> {
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
    `packages: []\npmOnFail: ignore\nallowBuilds:\n  '@firebase/util': false\n  esbuild: false\n  protobufjs: false\n  sharp: false\noverrides:\n${overrides.join('')}`,
  )
  await pnpm(['install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: folder })
}

/** The versions that `catalog:` stands for. */
function catalog(): Record<string, string> {
  const [, list = ''] = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').split(/^catalog:$/m)
  const lines = list.matchAll(/^ {2}'?(?<name>[^':\s]+)'?: (?<version>\S+)$/gm)
  return Object.fromEntries(
    [...lines].map(({ groups = {} }) => [groups['name'] ?? '', groups['version'] ?? '']),
  )
}
