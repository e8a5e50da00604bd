import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import type { Scope } from '../session/scope.ts'
import { abortable } from '../transport/abortable.ts'
import { withDeadline } from '../timing/withDeadline.ts'
import { isCount, isFields } from '../wire/fields.ts'
import type { CubeFile } from '../wire/file.ts'
import { checkFile, mendName, mendType } from './checkFile.ts'
import { completeFile } from './completeFile.ts'
import { type CreatedFile, createFile, type FileDetails } from './createFile.ts'
import { discardFile, discardLostFile } from './discardFile.ts'
import { inTries, isPassing } from './inTries.ts'
import { randomText } from './randomText.ts'
import { sendAtOnce, type SendOptions, uploads } from './sendFile.ts'
import { isFormOver } from './UploadForm.ts'

/** Once, and three times more. */
const triesToComplete = 4
/** Cleaning up goes on, but is waited for no longer. */
const longestWaitMs = 5000

/**
 * Makes a file of the signed-in user, sends its content, and declares it complete, in one call. It is all or nothing:
 * when it fails or is aborted, what was made of the file is deleted, if the server can be reached. After an abort it
 * rejects at once, and cleans up behind.
 *
 * When the network goes in the middle of it, the deletion fails, too: it is tried three times in a row, and not again when
 * the network is back. What stays in the list is taken away as {@link iterateFiles} shows.
 *
 * When it fails because nobody heard whether the file was made, an entry without content may stay in the list: by a
 * name alone it cannot be told from one that another device is sending. One that got its name here is found and
 * deleted.
 *
 * @param content At most 100 MB, and not empty. A `File` of an input brings its name and type along; what has no name
 * gets one that no other file has. Three files are sent at a time; more wait for their turn.
 * @returns The file, complete. Its times are those of its making; `getFile` tells the others.
 * @throws CubeError `invalid-argument` when `content` is no Blob; `validation` with the fields `name` (1 to 100
 * characters), `content_type` and `size`, before anything is sent; `not-signed-in`; `session-changed` when the user
 * changes meanwhile; and as {@link sendFile} does.
 * @example
 * const photo = input.files?.[0]
 * if (photo) await createAndUpload(client, photo, {}, { onProgress: (sent, total) => show(sent / total) })
 *
 * Source: ConnectyCube documentation for JavaScript, `storage.createAndUpload`.
 */
export async function createAndUpload(
  client: CubeClient,
  content: Blob,
  details: Partial<FileDetails> = {},
  { signal, scope: givenScope, onProgress }: SendOptions = {},
): Promise<CubeFile> {
  if (!isFields(content) || !isCount(content.size))
    throw new CubeError('invalid-argument', { message: 'The content of a file is a Blob or a File.' })
  const { size } = content
  const named = nameFile(content, details)
  checkFile({ ...named, size })
  if (client.getSession().status === 'loading') await abortable(client.ready(), signal)
  const options = { signal, scope: givenScope ?? client.scope(), onProgress }
  // Made when it is its turn to be sent: the form does not last.
  return uploads(client, () => makeAndSend(client, content, named, options), signal)
}

async function makeAndSend(
  client: CubeClient,
  content: Blob,
  named: NamedFile,
  { signal, scope, onProgress }: SendOptions & { readonly scope: Scope },
): Promise<CubeFile> {
  const { size } = content
  const made: CubeFile[] = []
  const make = async (): Promise<CreatedFile> => {
    const created = await createOrDiscard(client, named, scope, signal)
    made.push(created.file)
    return created
  }
  const discard = (files: readonly CubeFile[]): Promise<unknown> =>
    Promise.all(files.map(({ id }) => discardFile(client, id, scope)))
  try {
    let { file, form } = await make()
    // The page may have slept since: then the storage takes the old form no more.
    if (isFormOver(client, form)) ({ file, form } = await make())
    await sendAtOnce(client, form, content, { signal, scope, onProgress })
    const complete = (): Promise<void> => completeFile(client, file.id, size, { signal, scope })
    await inTries(complete, triesToComplete, signal)
    void discard(made.filter(({ id }) => id !== file.id))
    return { ...file, size, blob_status: 'complete' }
  } catch (error) {
    await waitFor(discard(made), signal)
    throw error
  }
}

/** What {@link createAndUploadMutation} is called with. */
export interface FileUpload extends Partial<FileDetails>, Pick<SendOptions, 'signal' | 'onProgress'> {
  readonly content: Blob
}

/** The mutation options of {@link createAndUpload}. */
export function createAndUploadMutation(client: CubeClient): CubeMutation<FileUpload, CubeFile> {
  return cubeMutation(client, 'createAndUpload', ({ content, signal, onProgress, ...details }: FileUpload) =>
    createAndUpload(client, content, details, { signal, onProgress }),
  )
}

/** What the file is made with: what was given, or else what the content says of itself, mended where nobody could. */
function nameFile(content: Blob, { name, content_type, public: isPublic }: Partial<FileDetails>): NamedFile {
  const ownName = 'name' in content && typeof content.name === 'string' ? content.name : ''
  const givenName = name ?? (mendName(ownName) || null)
  return {
    hasUniqueName: givenName === null,
    name: givenName ?? `file-${randomText()}`,
    content_type: content_type ?? mendType(content.type),
    public: isPublic,
  }
}

interface NamedFile extends FileDetails {
  /** Whether no other file can be called so. */
  readonly hasUniqueName: boolean
}

/** Makes a file that is also deleted when it is made after an abort and, if it can be told apart, when the answer is lost. */
async function createOrDiscard(
  client: CubeClient,
  { hasUniqueName, ...details }: NamedFile,
  scope: Scope,
  signal: AbortSignal | undefined,
): Promise<CreatedFile> {
  if (signal?.aborted) throw new CubeError('aborted')
  // Not aborted itself: nobody could tell whether it was made.
  const making = createFile(client, details, { scope })
  try {
    return await abortable(making, signal)
  } catch (error) {
    const cleaning = making.then(
      ({ file }) => discardFile(client, file.id, scope),
      async (reason: unknown) => {
        if (hasUniqueName && isPassing(reason)) await discardLostFile(client, details.name, scope)
      },
    )
    await waitFor(cleaning, signal)
    throw error
  }
}

/** Waits for cleaning up, for a while, and not at all after an abort. */
async function waitFor(cleaning: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  await withDeadline(() => cleaning, longestWaitMs, signal).catch((error: unknown) => {
    if (!isCubeError(error)) throw error
  })
}
