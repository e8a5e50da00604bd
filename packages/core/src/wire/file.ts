import { isCount, readId, readText, unwrap } from './fields.ts'
import { CubeError } from '../errors/CubeError.ts'

/**
 * What is known of a file, with the API's own field names.
 *
 * Source: ConnectyCube server API, "Storage", file model. Missing and empty texts are `null`.
 */
export interface CubeFile {
  readonly id: number
  /** By which others refer to the file, and by which its content is read. */
  readonly uid: string
  readonly name: string
  /** A MIME type, as whoever made the file gave it. */
  readonly content_type: string
  /** Bytes; `null` until the content is declared to be there. */
  readonly size: number | null
  /** Whether everybody who has its address may read it. */
  readonly public: boolean
  /** `complete` once the content is declared to be there. */
  readonly blob_status: string | null
  /** ISO 8601, UTC. */
  readonly created_at: string | null
  /** ISO 8601, UTC. */
  readonly updated_at: string | null
  /** ISO 8601, UTC. */
  readonly set_completed_at: string | null
}

/** Reads a file, bare or wrapped as `{ blob }`. Throws `protocol` when there is none. */
export function parseFile(value: unknown): CubeFile {
  const fields = unwrap(value, 'blob')
  const text = (name: string): string | null => readText(fields[name])
  const uid = text('uid')
  if (uid === null) throw new CubeError('protocol')
  return {
    id: readId(fields['id']),
    uid,
    name: text('name') ?? '',
    content_type: text('content_type') ?? '',
    size: isCount(fields['size']) ? fields['size'] : null,
    public: fields['public'] === true,
    blob_status: text('blob_status'),
    created_at: text('created_at'),
    updated_at: text('updated_at'),
    set_completed_at: text('set_completed_at'),
  }
}
