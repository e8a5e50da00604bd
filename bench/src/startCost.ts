import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Bundle, bundle } from './bundle.ts'
import type { Section } from './table.ts'

const keys = `{ authKey: 'key', authSecret: 'secret' }`

/** What each of them ships and runs before the first request: the code that signs in and keeps the session. */
const entries = {
  cubekit: `
    import { createCubeClient, localSigner, login } from '@cubekit/core'
    export { login }
    export const init = () => createCubeClient({ appId: 1, signer: localSigner(${keys}) })`,
  official: `
    import ConnectyCube from 'connectycube'
    export const init = () => ConnectyCube.init({ appId: 1, authKey: 'key' }, { debug: { mode: 0 } })`,
  floor: `
    import { createFloorClient } from './floorClient.ts'
    const store = { get: () => null, set: () => {} }
    export const init = () => createFloorClient({ apiUrl: 'https://api', appId: 1, ...${keys}, store })`,
}

const rounds = 15

/** Bytes on the wire and work on the processor until an app can make its first request. */
export async function measureStartCost(): Promise<readonly Section[]> {
  const [ours, theirs, floor] = await Promise.all([
    bundle('cubekit', entries.cubekit),
    bundle('official', entries.official),
    bundle('floor', entries.floor),
  ])
  const time = await compareCpu({ ours, theirs, floor })
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`
  const ms = ({ median, least, most }: Spread): string =>
    `${median.toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`
  return [
    {
      title: 'Code to create a client, sign in, and keep the session',
      rows: [
        {
          what: 'bytes, minified and gzipped',
          cubekit: ours.bytes,
          official: theirs.bytes,
          floor: floor.bytes,
          goal: 4000,
        },
        { what: 'of the official SDK', cubekit: percent(ours.bytes, theirs.bytes), official: '100 %' },
        {
          what: 'modules with hash code in the main bundle',
          cubekit: ours.modules.filter((file) => file.includes('@noble/hashes')).length,
          official: 0,
          floor: 0,
          goal: 0,
        },
        {
          what: `CPU ms to import and init in Node, median of ${rounds} (least to most)`,
          cubekit: ms(time.ours),
          official: ms(time.theirs),
          floor: ms(time.floor),
        },
        {
          what: 'of the official SDK',
          cubekit: percent(time.ours.median, time.theirs.median),
          official: '100 %',
          floor: percent(time.floor.median, time.theirs.median),
          goal: '6 %',
        },
      ],
    },
  ]
}

interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** A process per import and per round, taking turns, so that a busy machine is busy for all. */
async function compareCpu<Name extends string>(bundles: Record<Name, Bundle>): Promise<Record<Name, Spread>> {
  const names = Object.keys(bundles) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let round = 0; round < rounds; round++) {
    for (const name of names) times[name].push(await cpuMsOf(bundles[name].url))
  }
  return Object.fromEntries(names.map((name) => [name, spreadOf(times[name])])) as Record<Name, Spread>
}

async function cpuMsOf(url: string): Promise<number> {
  const script = `
    const before = process.cpuUsage()
    const { init } = await import(${JSON.stringify(url)})
    init()
    const { user, system } = process.cpuUsage(before)
    console.log((user + system) / 1000)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
  return Number(stdout)
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (index: number): number => sorted[index] ?? Number.NaN
  return { median: at(Math.floor(sorted.length / 2)), least: at(0), most: at(sorted.length - 1) }
}
