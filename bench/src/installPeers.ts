import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../../scripts/root.ts'
import { pnpm } from '../../scripts/run.ts'

const pins = fileURLToPath(new URL('./peers', import.meta.url))

let installed: Promise<string | null> | null = null

/**
 * Installs what other people made, in exactly the versions of `src/peers`. The folder of their packages; `null` without
 * a network.
 */
export function installPeers(): Promise<string | null> {
  return (installed ??= install())
}

function install(): Promise<string | null> {
  const folder = join(root, '.cache/bench-peers')
  mkdirSync(folder, { recursive: true })
  cpSync(pins, folder, { recursive: true })
  const packages = join(folder, 'node_modules')
  return pnpm(['install', '--frozen-lockfile', '--prefer-offline', '--ignore-scripts'], { cwd: folder }).then(
    () => packages,
    () => (wanted().every((name) => existsSync(join(packages, name))) ? packages : null),
  )
}

function wanted(): readonly string[] {
  const { dependencies }: { dependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(pins, 'package.json'), 'utf8'),
  )
  return Object.keys(dependencies)
}
