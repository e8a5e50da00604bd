import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { readUrl } from './readUrl.ts'

/** Where ConnectyCube keeps files: Amazon's storage, or its own servers. */
const storages = /\.(amazonaws|connectycube)\.com$/

/**
 * Refuses to send a file where nobody said that files may be sent.
 *
 * @throws CubeError `invalid-argument` that names the option to allow it by.
 */
export function checkUploadUrl(client: CubeClient, address: string): void {
  const url = readUrl(address)
  const { uploadOrigins = [] } = client[internals].options
  if (url?.origin === new URL(client.apiUrl).origin) return
  if (
    url?.protocol === 'https:' &&
    (storages.test(url.hostname) || uploadOrigins.some((allowed) => readUrl(allowed)?.origin === url.origin))
  )
    return
  throw new CubeError('invalid-argument', {
    message: 'This form sends files to a server that `uploadOrigins` does not name.',
  })
}
