import type { EmulatorState, Persistence } from '../assembleEmulator.ts'
import type { EmulatorOptions } from '../options.ts'
import { DataFileError } from './DataFileError.ts'
import { createFolderContents } from './folderContents.ts'
import type { DataFile } from './openDataFile.ts'

/** So much may be added before the whole state is written again, in bytes, if the state itself is smaller. */
const PATIENCE = 1_048_576

/**
 * Keeps the state of an emulator in a file: brings back what is in there, then adds what each request
 * changes before the request is answered. The contents of files go into a folder beside it.
 *
 * @throws {@link DataFileError} when the file is about other people.
 */
export function persistInFile(file: DataFile, options: EmulatorOptions, state: EmulatorState): Persistence {
  const contents = createFolderContents(`${file.path}.files`)
  bringBack(file, state)
  const used = new Set(state.read().blobs.list.map(({ object }) => object?.hash))
  contents.keep((hash) => used.has(hash))
  const kept = optionsToKeep(options)
  const rewrite = (): void => file.rewrite(kept, state.read())
  rewrite()
  state.watch()

  let clockOffsetMs = state.read().clockOffsetMs
  /** False after a failure: then the file lacks something, until it is written as a whole. */
  let isComplete = true
  function save(): void {
    const changes = state.takeChanges()
    const isEverything = changes === 'everything' || !isComplete
    if (!isEverything && changes.clockOffsetMs === clockOffsetMs && Object.keys(changes).length === 1) return
    try {
      if (isEverything || file.size.added > Math.max(PATIENCE, file.size.state)) rewrite()
      else file.append(changes)
      if (changes !== 'everything') clockOffsetMs = changes.clockOffsetMs
      isComplete = true
    } catch (error) {
      // The disk is full, perhaps. The emulator works on, and says that it no longer saves.
      if (isComplete) console.error(`[emulator] ${file.path} cannot be written:`, error)
      isComplete = false
    }
  }
  return {
    async around(handle) {
      const response = await handle()
      save()
      return response
    },
    change(make) {
      make()
      save()
    },
    contents,
  }
}

function bringBack({ path, saved }: DataFile, state: EmulatorState): void {
  if (saved === null) return
  try {
    state.write(saved.snapshot)
  } catch (cause) {
    throw new DataFileError(
      `${path} holds ${saved.snapshot.fingerprint.replace(/^given.*/s, 'other people')}. ` +
        'Start with the same people, without naming any, or with another file.',
      { cause },
    )
  }
  saved.changes.forEach(state.apply)
}

const SECRET = /key|secret|token|url/i

/** The settings that a restart goes on with. Keys and addresses are not among them: they are nobody's to keep. */
function optionsToKeep(options: EmulatorOptions): EmulatorOptions {
  const kept = Object.entries(options).filter(
    ([name, value]) =>
      !SECRET.test(name) &&
      (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)),
  )
  return Object.fromEntries(kept)
}
