import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'

/** Does something when there is a place: at once, or after those who came before. */
export type Line = <T>(client: CubeClient, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/** Makes a line with so many places for each client. An abort while waiting leaves it. */
export function createLine(places: number): Line {
  const lines = new WeakMap<CubeClient, { free: number; readonly waiting: Set<() => void> }>()
  return async (client, work, signal) => {
    const line = lines.get(client) ?? { free: places, waiting: new Set() }
    lines.set(client, line)
    if (signal?.aborted) throw new CubeError('aborted')
    if (line.free > 0) line.free--
    else await turn(line.waiting, signal)
    try {
      return await work()
    } finally {
      const [next] = line.waiting
      if (next) next()
      else line.free++
    }
  }
}

function turn(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      waiting.delete(go)
      signal?.removeEventListener('abort', leave)
      settle()
    }
    const go = (): void => end(resolve)
    const leave = (): void => end(() => reject(new CubeError('aborted')))
    waiting.add(go)
    signal?.addEventListener('abort', leave)
  })
}
