import type { Content } from '../db/contents.ts'
import { sameText } from '../sameText.ts'
import { ALGORITHM, credentialOf, sign } from './signing.ts'
import { checkPolicy, decodePolicy } from './policy.ts'
import { readMultipart } from './multipart.ts'
import { StorageError } from './StorageError.ts'
import { BUCKET } from './bucket.ts'

/** A form that may be stored. */
export interface ReceivedUpload {
  readonly key: string
  readonly file: Content
  /** What the form asks to be answered with. */
  readonly successStatus: number
}

/**
 * Reads and checks an uploaded form as Amazon S3 does: the file last, the signature, the policy.
 *
 * @throws `StorageError` with S3's codes.
 */
export function receiveUpload(
  body: Content,
  contentType: string,
  { secret, now }: { secret: string; now: number },
): ReceivedUpload {
  if (!contentType.toLowerCase().startsWith('multipart/form-data')) {
    throw new StorageError(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      { Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' },
    )
  }
  const { fields, file } = takeForm(body, contentType)
  const key = requireField(fields, 'key')
  const policy = fields.get('policy')
  if (policy === undefined) throw new StorageError(403, 'AccessDenied', 'Access Denied')
  checkSignature(fields, policy, secret)
  checkPolicy(decodePolicy(policy), fields, file.length, now)
  return { key, file, successStatus: Number(fields.get('success_action_status') ?? 204) }
}

function takeForm(body: Content, contentType: string): { fields: Map<string, string>; file: Content } {
  const parts = readMultipart(body, contentType)
  if (parts === null) {
    throw new StorageError(
      400,
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data.',
    )
  }
  const files = parts.filter(({ name }) => name.toLowerCase() === 'file')
  const [file] = files
  if (file === undefined || files.length > 1) {
    throw new StorageError(400, 'InvalidArgument', 'POST requires exactly one file upload per request.', {
      ArgumentName: 'file',
      ArgumentValue: String(files.length),
    })
  }
  if (parts.at(-1) !== file) {
    // S3 overlooks what comes after the file. A client that relies on that is better off knowing it.
    const late = parts.at(-1)?.name ?? ''
    throw invalidField(late, 'Bucket POST must contain the file as its last field.')
  }
  const fields = new Map<string, string>([['bucket', BUCKET]])
  for (const { name, content } of parts.slice(0, -1)) {
    fields.set(name.toLowerCase(), new TextDecoder().decode(content))
  }
  return { fields, file: file.content }
}

function requireField(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name.toLowerCase())
  if (value !== undefined && value !== '') return value
  throw invalidField(
    name,
    `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
  )
}

function invalidField(name: string, message: string): StorageError {
  return new StorageError(400, 'InvalidArgument', message, { ArgumentName: name, ArgumentValue: '' })
}

function checkSignature(fields: ReadonlyMap<string, string>, policy: string, secret: string): void {
  const algorithm = requireField(fields, 'X-Amz-Algorithm')
  const credential = requireField(fields, 'X-Amz-Credential')
  const date = requireField(fields, 'X-Amz-Date')
  const signature = requireField(fields, 'X-Amz-Signature')
  if (algorithm !== ALGORITHM)
    throw invalidField('X-Amz-Algorithm', `X-Amz-Algorithm only supports "${ALGORITHM}"`)
  if (credential !== credentialOf(date)) {
    throw new StorageError(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    )
  }
  if (!sameText(signature, sign(policy, date, secret))) {
    throw new StorageError(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    )
  }
}
