import { CubeError } from '../errors/CubeError.ts'

/** What of a file has a limit in ConnectyCube's documentation. */
interface LimitedFile {
  readonly name?: string
  readonly content_type?: string
  /** Bytes. */
  readonly size?: number
}

const longestName = 100
const largestSize = 100 * 1024 * 1024
/** Printable ASCII: it becomes a header. */
const mimeType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+( *;[ -~]*)?$/

/**
 * Refuses what the API is documented to refuse, before any request.
 *
 * @throws CubeError `validation` with the fields `name`, `content_type` and `size`.
 *
 * Source: ConnectyCube server API, "Storage", "Create a file".
 */
export function checkFile({ name, content_type, size }: LimitedFile): void {
  const fields: Record<string, readonly string[]> = {}
  if (name === '') fields['name'] = ['cannot be blank']
  if ([...(name ?? '')].length > longestName)
    fields['name'] = [`is too long (maximum is ${longestName} characters)`]
  if (content_type !== undefined && !mimeType.test(content_type))
    fields['content_type'] = ['should be a MIME type']
  if (size === 0) fields['size'] = ['must be greater than 0']
  if ((size ?? 0) > largestSize) fields['size'] = ['is too large (maximum is 100 MB)']
  if (Object.keys(fields).length > 0) throw new CubeError('validation', { fields })
}

/** A file's own name as short as it has to be, its ending kept. Nobody can be asked to give a photo another name. */
export function mendName(name: string): string {
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  const stem = Array.from(name.slice(0, name.length - ending.length))
  return stem.slice(0, longestName - [...ending].length).join('') + ending
}

/** A file's own type, if it is one. */
export function mendType(type: string): string {
  return mimeType.test(type) ? type : 'application/octet-stream'
}
