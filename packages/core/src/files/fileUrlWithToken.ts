import { type CubeClient, internals } from '../client/CubeClient.ts'
import { publicFileUrl } from './publicFileUrl.ts'

/**
 * The address of a private file **with the session's token in it**, as the official SDK makes it; `null` without a
 * session.
 *
 * Whoever sees it can act as the user: it must not get into pages, logs, links or history. It stops working when the
 * session ends or is renewed. {@link getFileUrl} has neither flaw; this one is for code that was written for the
 * official SDK, and for tools that know no other way.
 *
 * @throws CubeError `invalid-argument` when `uid` is none.
 * @example
 * const url = fileUrlWithToken(client, file.uid)
 * if (url) await downloadInBackground(url)
 *
 * Source: ConnectyCube documentation for JavaScript, `storage.privateUrl`.
 */
export function fileUrlWithToken(client: CubeClient, uid: string): string | null {
  const url = publicFileUrl(client, uid)
  const token = client[internals].session.peek()
  return token && `${url}?token=${encodeURIComponent(token)}`
}
