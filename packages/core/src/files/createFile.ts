import type { CubeClient } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import type { RequestOptions } from '../transport/request.ts'
import { type CubeFile, parseFile } from '../wire/file.ts'
import { checkFile } from './checkFile.ts'
import { parseUploadForm, type UploadForm } from './UploadForm.ts'

/** What a file is made with. */
export interface FileDetails {
  /** 1 to 100 characters. */
  readonly name: string
  /** A MIME type, such as `image/jpeg`. */
  readonly content_type: string
  /** Whether everybody who has its address may read it; by default `false`. */
  readonly public?: boolean | undefined
}

/** A file without content yet, and the form by which the content is sent. */
export interface CreatedFile {
  readonly file: CubeFile
  readonly form: UploadForm
}

/**
 * Makes a file of the signed-in user. Its content goes to the storage by {@link sendFile}, then {@link completeFile} says
 * that it is there; {@link createAndUpload} does all three, and cleans up after a failure.
 *
 * @throws CubeError `validation` with the fields `name` and `content_type`, `not-signed-in`, and the codes of every
 * request.
 * @example
 * const { file, form } = await createFile(client, { name: 'cat.jpeg', content_type: 'image/jpeg' })
 * await sendFile(client, form, photo)
 * await completeFile(client, file.id, photo.size)
 *
 * Source: ConnectyCube server API, POST /blobs.
 */
export async function createFile(
  client: CubeClient,
  { name, content_type, public: isPublic = false }: FileDetails,
  options?: RequestOptions,
): Promise<CreatedFile> {
  checkFile({ name, content_type })
  const askedAt = localNow(client)
  const parse = (answer: unknown): CreatedFile => {
    const file = parseFile(answer)
    return { file, form: parseUploadForm(answer, file, askedAt) }
  }
  const body = { blob: { content_type, name, public: isPublic } }
  return client.request({ method: 'POST', path: '/blobs', body, rights: 'user', parse }, options)
}
