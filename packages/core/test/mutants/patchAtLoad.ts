import { registerHooks } from 'node:module'
import type { Patch } from './Mutant.ts'

/**
 * Changes sources while they are loaded, and no file. Run with `--import`, the patches in the environment
 * variable `CUBEKIT_PATCHES`.
 */
const patches = JSON.parse(process.env['CUBEKIT_PATCHES'] ?? '[]') as readonly Patch[]
const patched = new Set<Patch>()

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const mine = patches.filter(({ file }) => url.endsWith(`/${file}`))
    if (mine.length === 0) return loaded
    const source = mine.reduce(
      (text, patch) => {
        const parts = text.split(patch.find)
        if (parts.length !== 2) throw new Error(`${patch.file} does not hold this once: ${patch.find}`)
        patched.add(patch)
        return parts.join(patch.replace)
      },
      new TextDecoder().decode(loaded.source as Uint8Array),
    )
    return { ...loaded, source }
  },
})

process.on('exit', () => {
  for (const patch of patches)
    if (!patched.has(patch)) process.stderr.write(`${patch.file} was never loaded\n`)
})
