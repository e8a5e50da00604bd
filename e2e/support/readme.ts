import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'

/** The files that the README's 60-second start tells people to write, by their path. */
export function filesOfReadme(): Record<string, string> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const blocks = readme.matchAll(/^`(?<path>src\/[\w.-]+)`:[^`]*```tsx?\n(?<code>.*?)^```$/gms)
  return Object.fromEntries(
    [...blocks].map(({ groups = {} }) => [groups['path'] ?? '', groups['code'] ?? '']),
  )
}
