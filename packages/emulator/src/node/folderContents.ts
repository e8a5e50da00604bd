import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentStore } from '../db/contents.ts'
import { replaceFile } from './replaceFile.ts'

/** Keeps the contents of files in a folder, each under its hash. */
export interface FolderContents extends ContentStore {
  /** Deletes what no file has any more. */
  keep(isUsed: (hash: string) => boolean): void
}

/** Makes the folder when there is something to put in. */
export function createFolderContents(folder: string): FolderContents {
  return {
    put(hash, content) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      replaceFile(join(folder, hash), content)
    },
    async get(hash) {
      try {
        return new Uint8Array(await readFile(join(folder, hash)))
      } catch {
        return undefined
      }
    },
    keep(isUsed) {
      for (const name of namesIn(folder)) if (!isUsed(name)) rmSync(join(folder, name), { force: true })
    },
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
