import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DataFileError } from './DataFileError.ts'

/**
 * Keeps a file for this process, by a second file beside it with the process's id. A process that was
 * killed leaves its lock behind, which then counts no more.
 *
 * @returns A function that gives the file free.
 * @throws {@link DataFileError} when another process has it.
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      held.add(lock)
      return () => {
        if (held.delete(lock)) rmSync(lock, { force: true })
      }
    } catch (error) {
      if (!isCode(error, 'EEXIST') || attempt > 1) throw error
      const owner = Number(readFileSync(lock, 'utf8'))
      if (isHeld(lock, owner)) {
        throw new DataFileError(
          `${path} is in use by process ${owner}. If that is no emulator, delete ${lock}.`,
        )
      }
      rmSync(lock, { force: true })
    }
  }
}

/** The locks of this process: in a container, whoever was killed may have had our own id. */
const held = new Set<string>()

function isHeld(lock: string, owner: number): boolean {
  if (owner === process.pid) return held.has(lock)
  if (!Number.isInteger(owner) || owner <= 0) return false
  try {
    process.kill(owner, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
