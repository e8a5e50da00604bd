import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildSteps } from '../../scripts/build.ts'
import { findChromium } from '../../scripts/findChromium.ts'
import type { ChromiumLaunch } from '../../scripts/findChromium.ts'
import { packPackages } from '../../scripts/pack.ts'
import { root } from '../../scripts/root.ts'
import { run } from '../../scripts/run.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: ChromiumLaunch
    /** Path of each packed package, by its name. */
    tarballs: Record<string, string>
    /** Folder of the built static playground. */
    playground: string
  }
}

/** Builds what the end-to-end tests look at, from the sources as they are now. */
export async function setup({ provide }: TestProject): Promise<void> {
  for (const step of buildSteps) await step.run()
  provide('tarballs', await packPackages())
  const playground = join(root, '.cache', 'playground')
  await run('storybook', ['build', '--disable-telemetry', '--quiet', '--output-dir', playground], {
    env: { NODE_ENV: 'production' },
  })
  provide('playground', playground)
  provide('chromium', findChromium())
}
