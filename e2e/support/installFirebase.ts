import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'
import { pnpm } from '../../scripts/run.ts'

const pins = join(root, 'e2e/support/firebase')

/**
 * Installs Firebase's SDK and its emulator, 370 MB, in exactly the versions of `e2e/support/firebase`, and returns the
 * folder. The next test run finds them there.
 */
export async function installFirebase(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of readdirSync(pins).sort()) hash.update(readFileSync(join(pins, file)))
  const folder = join(root, '.cache', `firebase-${hash.digest('hex').slice(0, 12)}`)
  const complete = join(folder, 'complete')
  if (existsSync(complete)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(pins, folder, { recursive: true })
  try {
    await pnpm(['install', '--frozen-lockfile', '--prefer-offline', '--ignore-scripts'], { cwd: folder })
  } catch (error) {
    throw new Error('This test installs Firebase when it runs first, which takes a network.', {
      cause: error,
    })
  }
  writeFileSync(complete, '')
  return folder
}
