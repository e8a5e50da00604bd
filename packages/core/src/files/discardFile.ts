import type { CubeClient } from '../client/CubeClient.ts'
import type { Scope } from '../session/scope.ts'
import { deleteFile } from './deleteFile.ts'
import { inTries } from './inTries.ts'
import { type FilesPage, listFiles } from './listFiles.ts'

const tries = 3
const longestPage = 100

/** Deletes a file that nobody wants, as well as can be. Never rejects. */
export async function discardFile(client: CubeClient, id: number, scope: Scope): Promise<void> {
  await inTries(() => deleteFile(client, id, { scope }), tries).catch(() => {})
}

/**
 * Deletes a file for which the server was asked without an answer, if it was made. Never rejects.
 *
 * @param name One that no other file has: another device may be sending one of the same name at this moment.
 */
export async function discardLostFile(client: CubeClient, name: string, scope: Scope): Promise<void> {
  const read = (page: number): Promise<FilesPage> =>
    inTries(() => listFiles(client, { page, per_page: longestPage }, { scope }), tries)
  try {
    const first = await read(1)
    // The newest may be at either end.
    const last = Math.ceil(first.total_entries / longestPage)
    const others = [last - 1, last].filter((page) => page > 1)
    const pages = [first, ...(await Promise.all(others.map(read)))]
    const lost = pages.flatMap(({ items }) => items).find((file) => file.name === name)
    if (lost) await discardFile(client, lost.id, scope)
  } catch {
    // Whoever cannot be asked cannot be told either.
  }
}
