import { readdir, readFile } from 'node:fs/promises'

/** Megabytes that all processes use together which this one has started; `null` where nobody says. */
async function memoryOfChildren(): Promise<number | null> {
  const names = await readdir('/proc').catch(() => [])
  const processes = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess))
  const ours = new Set([process.pid])
  let sum = 0
  // Parents have started before their children, but numbers begin again some day.
  for (let found = true; found;) {
    found = false
    for (const one of processes) {
      if (!one || ours.has(one.pid) || !ours.has(one.parent)) continue
      ours.add(one.pid)
      sum += one.megabytes
      found = true
    }
  }
  return names.length > 0 ? sum : null
}

/** How much more memory our processes use at worst while something is done than they used before, in megabytes. */
export async function memoryGrowth(work: () => Promise<unknown>): Promise<number | null> {
  const before = await memoryOfChildren()
  if (before === null) return work().then(() => null)
  let most = before
  const watch = { isOver: false }
  const watching = (async () => {
    while (!watch.isOver) {
      most = Math.max(most, (await memoryOfChildren()) ?? 0)
      await new Promise((resolve) => {
        setTimeout(resolve, 3)
      })
    }
  })()
  await work().finally(() => {
    watch.isOver = true
  })
  await watching
  return most - before
}

interface Process {
  readonly pid: number
  readonly parent: number
  readonly megabytes: number
}

async function readProcess(name: string): Promise<Process | null> {
  const text = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
  const numberOf = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1])
  const [parent, kilobytes] = [numberOf('PPid'), numberOf('VmRSS')]
  if (Number.isNaN(parent)) return null
  return { pid: Number(name), parent, megabytes: (Number.isNaN(kilobytes) ? 0 : kilobytes * 1024) / 1e6 }
}
