import type { ClientInternals } from '../client/CubeClient.ts'
import { isCubeError } from '../errors/CubeError.ts'
import type { ApiAnswer } from '../transport/send.ts'
import { parseNewSession, type SessionInfo } from '../wire/session.ts'
import type { SignableParams } from '../signing/stringToSign.ts'

/** A session that the server just made. */
export interface NewSession {
  readonly info: SessionInfo
  readonly token: string
  /** By this device's clock, ms since 1970. */
  readonly expiresAt: number | null
}

/** What the request needs of a client, which does not exist yet while it is being made. */
export type SessionOpener = Pick<ClientInternals, 'send' | 'sign' | 'open' | 'serverNow'> & {
  readonly appId: number
}

interface OpenSessionOptions {
  signal?: AbortSignal | undefined
  secrets?: readonly string[]
  /** Called right before it is sent; throws when nobody wants it any more. */
  mustBeWanted?: () => void
}

/** The API accepts timestamps that are at most an hour off; this leaves room for the answer's way. */
const tolerableSkewMs = 55 * 60_000

/**
 * POST /session: makes a session and leaves the current one as it is.
 *
 * When the server refuses it and its `Date` shows that our clock was too far off, the request is signed once
 * more with the server's time; and once more when the nonce was used already, by chance or by a proxy that sent
 * the request twice. A signer that opens sessions itself is left to do so.
 */
export async function openSession(
  opener: SessionOpener,
  params: SignableParams = {},
  { mustBeWanted, ...options }: OpenSessionOptions = {},
): Promise<NewSession> {
  const wanted = { application_id: opener.appId, ...params }
  const opened = await opener.open(wanted)
  if (opened !== undefined) return { ...parseNewSession(opened), expiresAt: null }
  const post = async (): Promise<ApiAnswer> => {
    const body = await opener.sign(wanted)
    mustBeWanted?.()
    const credentials = Object.keys(params).length > 0
    return opener.send({ method: 'POST', path: '/session', body, credentials, ...options })
  }
  const before = opener.serverNow()
  const answer = await post().catch((error: unknown) => {
    const isCorrected = Math.abs(opener.serverNow() - before) > tolerableSkewMs
    if (isCubeError(error) && error.status === 422 && (isCorrected || error.code === 'nonce-rejected')) {
      return post()
    }
    throw error
  })
  return { ...parseNewSession(answer.data), expiresAt: answer.expiresAt }
}
