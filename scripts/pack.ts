import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFolders } from './build.ts'
import { root } from './root.ts'
import { pnpm } from './run.ts'
import { runSteps } from './steps.ts'

const folder = join(root, '.cache', 'tarballs')

/**
 * Packs the built packages into `.cache/tarballs`, exactly as they would be published.
 * Returns the path of each tarball under the package's name.
 */
export async function packPackages(): Promise<Record<string, string>> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const packed = await Promise.all(
    packageFolders.map(async (cwd) => {
      const { name } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { name: string }
      const tarball = join(folder, `cubekit-${basename(cwd)}.tgz`)
      await pnpm(['pack', '--out', tarball], { cwd })
      return [name, tarball] as const
    }),
  )
  return Object.fromEntries(packed)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = await runSteps('pack', [
    { name: 'tarballs', run: async () => Object.values(await packPackages()).join('\n') },
  ])
  process.exitCode = failed.length > 0 ? 1 : 0
}
