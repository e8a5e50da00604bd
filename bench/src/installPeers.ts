import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../../scripts/root.ts'
import { pnpm } from '../../scripts/run.ts'

const pins = fileURLToPath(new URL('./peers', import.meta.url))

/**
 * Installs other people's login forms, 20 packages, in exactly the versions of `src/peers`. The folder of their
 * packages; `null` without a network.
 */
export async function installPeers(): Promise<string | null> {
  const folder = join(root, '.cache/bench-peers')
  mkdirSync(folder, { recursive: true })
  cpSync(pins, folder, { recursive: true })
  const packages = join(folder, 'node_modules')
  const installed = pnpm(['install', '--frozen-lockfile', '--prefer-offline', '--ignore-scripts'], {
    cwd: folder,
  })
  return installed.then(
    () => packages,
    () => (existsSync(packages) ? packages : null),
  )
}
