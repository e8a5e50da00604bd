import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Mutant } from '../packages/core/test/mutants/Mutant.ts'
import { mutants } from '../packages/core/test/mutants/mutants.ts'
import { type MutantResult, runMutant } from '../packages/core/test/mutants/runMutant.ts'
import { root } from './root.ts'

/** So many histories a mutant may survive before it counts as one that does. */
const runs = Number(process.argv[2] ?? 25_000)
const seed = 7
const file = join(root, 'docs', 'mutants.md')

const results: MutantResult[] = []
const waiting = [...mutants]
await Promise.all(Array.from({ length: availableParallelism() }, work))
results.sort((a, b) => mutants.indexOf(a.mutant) - mutants.indexOf(b.mutant))

const unexpected = results.filter(isUnexpected)
writeFileSync(file, page(results))
const killed = results.filter(({ killedBy }) => killedBy !== null)
console.log(`\n${killed.length} of ${results.length} killed; written to docs/mutants.md.`)
for (const { mutant, killedBy, message } of unexpected) {
  console.log(`${mutant.name}: ${killedBy ? `killed by ${message}` : 'survives, and nobody has said why'}`)
}
process.exitCode = unexpected.length > 0 ? 1 : 0

async function work(): Promise<void> {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const result = await runMutant(mutant, { runs, seed })
    results.push(result)
    console.log(`${mutant.name}: ${result.killedBy ?? 'survives'}, run ${result.run}. ${result.message}`)
  }
}

/** Neither killed by what was expected, nor known to survive. */
function isUnexpected({ mutant, killedBy }: MutantResult): boolean {
  return killedBy ? !mutant.invariants.includes(killedBy) : mutant.survives === undefined
}

function page(all: readonly MutantResult[]): string {
  const survivors = all.filter(({ killedBy }) => killedBy === null)
  return `# Seeded faults

Written by \`pnpm mutants\`. Each fault is put into the code by itself, while it is loaded; then the model runs
(\`packages/core/test/model\`, seed ${seed}, up to ${runs.toLocaleString('en')} histories) until an invariant of
[reliability.md](reliability.md) does not hold. A test checks that each fault still has its place in the code.

${all.length - survivors.length} of ${all.length} are noticed.

| Fault | What it breaks | Where | Noticed by | In history |
| --- | --- | --- | --- | --- |
${all.map(row).join('\n')}

## Not noticed

${survivors.map(({ mutant }) => `- **${mutant.name}**: ${mutant.survives ?? 'nobody has said why.'}`).join('\n') || 'None.'}
`
}

function row({ mutant, killedBy, run }: MutantResult): string {
  const place = placeOf(mutant)
  const noticed = killedBy ? [killedBy, run.toLocaleString('en')] : ['–', '–']
  return `| ${[mutant.name, mutant.breaks, place, ...noticed].join(' | ')} |`
}

function placeOf({ file: path }: Mutant): string {
  return `\`${path.replace('packages/core/src/', '')}\``
}
