import { bundle, Features } from 'lightningcss'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'
import { root } from './root.ts'
import { run } from './run.ts'
import { runSteps, StepError } from './steps.ts'
import type { Step } from './steps.ts'

/** The folders of the packages that are published. */
export const packageFolders: readonly string[] = readdirSync(join(root, 'packages'))
  .map((name) => join(root, 'packages', name))
  .filter((folder) => existsSync(join(folder, 'package.json')))

const version = (major: number, minor = 0): number => (major << 16) | (minor << 8)

/** The oldest browsers the stylesheet is written down for: nesting is spelt out for them. */
const targets = { chrome: version(111), firefox: version(128), safari: version(16, 4) }

/** One module per source module, so that `"use client"` stays where it was written. */
export const buildSteps: readonly Step[] = [
  { name: 'remove old output', run: removeOutput },
  {
    name: 'modules and declarations (tsc)',
    run: () => run('tsc', ['-b', 'tsconfig.build.json', '--force', '--pretty', 'false']),
  },
  { name: 'styles.css and themes (lightningcss)', run: buildStyles },
  { name: 'emulator-worker.js (rolldown)', run: buildWorker },
]

async function removeOutput(): Promise<void> {
  for (const folder of packageFolders) rmSync(join(folder, 'dist'), { recursive: true, force: true })
}

/** The stylesheet, and each theme in a file of its own. */
async function buildStyles(): Promise<string> {
  const source = join(root, 'packages/ui/src/theme')
  const themes = readdirSync(join(source, 'themes')).map((name) => `themes/${name}`)
  const lines = ['styles.css', ...themes].map((name) => {
    const { code, warnings } = bundle({
      filename: join(source, name),
      minify: true,
      targets,
      // We do that ourselves; its way would ask the host's color-scheme to be in our file.
      // Nor is a direction told by a list of languages, as browsers without `:dir()` would need it.
      exclude: Features.LightDark | Features.DirSelector,
    })
    if (warnings.length > 0) throw new StepError(warnings.map(({ message }) => message).join('\n'))
    const file = join(root, 'packages/ui/dist', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, code)
    return `${file}: ${code.byteLength} bytes`
  })
  return lines.join('\n')
}

/** The emulator's service worker is copied to where an app serves its static files: one file, no imports. */
async function buildWorker(): Promise<string> {
  const dist = join(root, 'packages/emulator/dist')
  const file = join(dist, 'emulator-worker.js')
  const { output } = await build({
    input: join(dist, 'worker.js'),
    output: { format: 'iife', minify: true },
    write: false,
    logLevel: 'warn',
  })
  const [{ code }] = output
  writeFileSync(file, code)
  return `${file}: ${code.length} characters`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = await runSteps('build', buildSteps, { stopAtFailure: true })
  process.exitCode = failed.length > 0 ? 1 : 0
}
