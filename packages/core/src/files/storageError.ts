import { CubeError, type CubeErrorCode } from '../errors/CubeError.ts'
import type { StorageAnswer } from './post.ts'

/** Makes an error of what the storage answers. Of its XML, only the code is read, and only as a text. */
export function storageError({ status, text }: StorageAnswer): CubeError {
  const said = /<Code>(\w{1,60})<\/Code>/.exec(text.slice(0, 10_000))?.[1]
  return new CubeError(codeOf(status, said), { status, details: said ? [said] : [] })
}

function codeOf(status: number, said: string | undefined): CubeErrorCode {
  if (status === 429 || said === 'SlowDown') return 'rate-limited'
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'rejected' : 'protocol'
}
