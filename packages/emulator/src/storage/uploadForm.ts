import type { EmulatorBlob } from '../db/blob.ts'
import { BUCKET, BUCKET_PATH, MAX_FILE_BYTES } from './bucket.ts'
import { ALGORITHM, amzDate, credentialOf, sign } from './signing.ts'
import { encodePolicy } from './policy.ts'

/** How long a form can be used, in milliseconds: an hour. */
const FORM_LIFETIME_MS = 60 * 60_000

/** Where a file's content goes, and what must go along with it. */
export interface UploadForm {
  /** When the form ends, in milliseconds since 1970. */
  readonly expires: number
  /** The storage's address, with every field of the form in its query. */
  readonly params: string
}

/** Makes the signed form by which a file's content is uploaded. */
export function createUploadForm(
  blob: EmulatorBlob,
  { origin, now, secret }: { origin: string; now: number; secret: string },
): UploadForm {
  // The form says when it ends in whole seconds.
  const expires = Math.floor((now + FORM_LIFETIME_MS) / 1000) * 1000
  const date = amzDate(now)
  const fields = {
    'Content-Type': blob.contentType,
    Expires: new Date(expires).toUTCString(),
    acl: blob.isPublic ? 'public-read' : 'authenticated-read',
    key: blob.uid,
    success_action_status: '201',
    'x-amz-algorithm': ALGORITHM,
    'x-amz-credential': credentialOf(date),
    'x-amz-date': date,
  }
  const policy = encodePolicy({
    expiration: `${new Date(expires).toISOString().slice(0, 19)}Z`,
    conditions: [
      { bucket: BUCKET },
      ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
      ['content-length-range', 0, MAX_FILE_BYTES],
    ],
  })
  const query = Object.entries({ ...fields, policy, 'x-amz-signature': sign(policy, date, secret) })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    // Not as URLSearchParams would: the official SDK undoes percent signs, and takes a plus for a plus.
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return { expires, params: `${origin}${BUCKET_PATH}?${query.join('&')}` }
}
