import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { sameText } from '../sameText.ts'
import { BUCKET_PATH } from './bucket.ts'
import { ALGORITHM, amzDate, credentialOf, scopeOf, sign } from './signing.ts'
import { StorageError } from './StorageError.ts'

/** How long a download's address counts, in seconds: seven days. */
const DOWNLOAD_SECONDS = 604_800

/** Makes an address at which anybody can download a file for seven days. */
export function presignDownload(
  key: string,
  { origin, now, secret }: { origin: string; now: number; secret: string },
): string {
  const url = new URL(`${origin}${BUCKET_PATH}/${encodeURIComponent(key)}`)
  const date = amzDate(now)
  const parameters = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': credentialOf(date),
    'X-Amz-Date': date,
    'X-Amz-Expires': String(DOWNLOAD_SECONDS),
    'X-Amz-SignedHeaders': 'host',
    'response-cache-control': `max-age=${DOWNLOAD_SECONDS}`,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  url.searchParams.set('X-Amz-Signature', signatureOf(url, secret))
  return url.href
}

/**
 * Checks the address of a download.
 *
 * @throws `StorageError` 403 when nobody has signed it, when it was changed, and when its time is over.
 */
export function checkDownload(url: URL, { now, secret }: { now: number; secret: string }): void {
  const query = url.searchParams
  const signature = query.get('X-Amz-Signature')
  if (signature === null) throw new StorageError(403, 'AccessDenied', 'Access Denied')
  // Everything else in the address is signed, so that none of it needs a look of its own.
  if (!sameText(signature, signatureOf(url, secret))) {
    throw new StorageError(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    )
  }
  const end = timeOf(query.get('X-Amz-Date') ?? '') + Number(query.get('X-Amz-Expires')) * 1000
  if (end <= now) {
    throw new StorageError(403, 'AccessDenied', 'Request has expired', {
      Expires: `${new Date(end).toISOString().slice(0, 19)}Z`,
    })
  }
}

function signatureOf(url: URL, secret: string): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&')
  const request = ['GET', url.pathname, query, `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const date = url.searchParams.get('X-Amz-Date') ?? ''
  const hash = bytesToHex(sha256(utf8ToBytes(request)))
  return sign([ALGORITHM, date, scopeOf(date), hash].join('\n'), date, secret)
}

/** `20181210T102601Z` → milliseconds since 1970. */
function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
