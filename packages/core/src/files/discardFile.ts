import type { CubeClient } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import { serverNow } from '../client/serverNow.ts'
import type { Scope } from '../session/scope.ts'
import type { CubeFile } from '../wire/file.ts'
import type { FileDetails } from './createFile.ts'
import { deleteFile } from './deleteFile.ts'
import { inTries } from './inTries.ts'
import { type FilesPage, listFiles } from './listFiles.ts'
import { madeFiles } from './madeFiles.ts'

const tries = 3
const longestPage = 100
/** The server's times are whole seconds. */
const leewayMs = 2000

/** Deletes a file that nobody wants, as well as can be. Never rejects. */
export async function discardFile(client: CubeClient, id: number, scope: Scope): Promise<void> {
  await inTries(() => deleteFile(client, id, { scope }), tries).catch(() => {})
}

/** What is known of a file of which nobody knows whether it was made. */
export interface LostFile {
  readonly details: FileDetails
  readonly scope: Scope
  /** When it was asked for, ms since 1970 by this device's clock. */
  readonly askedAt: number
}

/**
 * Deletes a file for which the server was asked, and did not answer: one without content, by its name, since it was asked
 * for, of which no other upload of this page knows. Never rejects.
 */
export async function discardLostFile(client: CubeClient, lost: LostFile): Promise<void> {
  const { scope } = lost
  const read = (page: number): Promise<FilesPage> =>
    inTries(() => listFiles(client, { page, per_page: longestPage }, { scope }), tries)
  try {
    const first = await read(1)
    // The newest may be at either end.
    const last = Math.ceil(first.total_entries / longestPage)
    const others = [last - 1, last].filter((page) => page > 1)
    const pages = [first, ...(await Promise.all(others.map(read)))]
    await madeFiles(client).settled()
    const found = pages.flatMap(({ items }) => items).filter((file) => isLost(client, lost, file))
    await Promise.all([...new Set(found.map(({ id }) => id))].map((id) => discardFile(client, id, scope)))
  } catch {
    // Whoever cannot be asked cannot be told either.
  }
}

function isLost(client: CubeClient, { details, askedAt }: LostFile, file: CubeFile): boolean {
  const since = askedAt + serverNow(client) - localNow(client) - leewayMs
  return (
    file.name === details.name &&
    file.content_type === details.content_type &&
    file.blob_status === null &&
    Date.parse(file.created_at ?? '') >= since &&
    !madeFiles(client).has(file.id)
  )
}
