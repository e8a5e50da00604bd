import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { StateChanges } from '../assembleEmulator.ts'
import type { EmulatorSnapshot } from '../db/database.ts'
import type { EmulatorOptions } from '../options.ts'
import { DataFileError } from './DataFileError.ts'
import { lockFile } from './lockFile.ts'
import { replaceFile } from './replaceFile.ts'

const FORMAT = 'cubekit-emulator 1'

/** The first line of the file: a whole state. Each line after it is what then changed. */
interface FirstLine {
  readonly format: string
  readonly options: EmulatorOptions
  readonly snapshot: EmulatorSnapshot
}

/** What a data file held when it was opened. */
export interface SavedState {
  readonly options: EmulatorOptions
  readonly snapshot: EmulatorSnapshot
  readonly changes: readonly StateChanges[]
}

/** A file with the state of an emulator, held by this process. */
export interface DataFile {
  readonly path: string
  /** `null` when the file is new. */
  readonly saved: SavedState | null
  /** Writes a whole state, in the place of all that was there. */
  rewrite(options: EmulatorOptions, snapshot: EmulatorSnapshot): void
  /** Adds what has changed, and hands it to the system before it returns: it survives the process. */
  append(changes: StateChanges): void
  /** How many bytes the whole state took, and what was added to it since. */
  readonly size: { readonly state: number; readonly added: number }
  close(): void
}

/**
 * Opens a data file, or prepares to make it.
 *
 * @throws {@link DataFileError} when another process has it, and when it is something else.
 */
export function openDataFile(path: string): DataFile {
  const unlock = lockFile(path)
  let saved: SavedState | null
  try {
    saved = existsSync(path) ? parse(path, readFileSync(path, 'utf8')) : null
  } catch (error) {
    unlock()
    throw error
  }
  let file: number | null = null
  let isClosed = false
  const size = { state: 0, added: 0 }
  const leave = (): void => {
    if (file === null) return
    fsyncSync(file)
    closeSync(file)
    file = null
  }
  return {
    path,
    saved,
    size,
    rewrite(options, snapshot) {
      if (isClosed) return
      const first: FirstLine = { format: FORMAT, options, snapshot }
      const text = `${JSON.stringify(first)}\n`
      // The present file is left only when the new one is whole.
      replaceFile(path, text)
      leave()
      file = openSync(path, 'a')
      size.state = text.length
      size.added = 0
    },
    append(changes) {
      if (file === null) return
      const line = Buffer.from(`${JSON.stringify(changes)}\n`)
      let written = 0
      while (written < line.length) written += writeSync(file, line, written)
      size.added += line.length
    },
    close() {
      if (isClosed) return
      isClosed = true
      leave()
      unlock()
    },
  }
}

function parse(path: string, text: string): SavedState {
  // What stands behind the last line's end was cut off in the middle of being written: nobody was answered.
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
  try {
    const [first = '', ...rest] = lines
    const { format, options, snapshot }: FirstLine = JSON.parse(first)
    if (format !== FORMAT) throw new Error('The first line is another one.')
    const changes = rest.map((line): StateChanges => JSON.parse(line))
    return { options, snapshot, changes }
  } catch (cause) {
    throw new DataFileError(`${path} is not a data file of the emulator.`, { cause })
  }
}
