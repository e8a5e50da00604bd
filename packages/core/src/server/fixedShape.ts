import { hmacSha1 } from '../signing/hmacSha1.ts'
import { createNonces } from '../signing/nonce.ts'
import { stringToSign } from '../signing/stringToSign.ts'
import type { CheckedOptions } from './ServerOptions.ts'

/** The signed parameters of POST /session. */
export interface SignedParams {
  readonly application_id: number
  readonly auth_key: string
  readonly nonce: number
  /** Seconds since 1970. */
  readonly timestamp: number
  /** HMAC-SHA1 in hex. */
  readonly signature: string
}

/** One source for the whole process, so that no two handlers in it sign the same pair of nonce and timestamp. */
const nextNonce = createNonces()

/** The application's keys, as far as signing needs them. */
export type SigningKeys = Pick<CheckedOptions, 'appId' | 'authKey' | 'authSecret'>

/** Signs a session of the application. `now` is in ms since 1970; nonce and timestamp are this server's own. */
export async function signFixedShape(keys: SigningKeys, now: number): Promise<SignedParams> {
  const params = unsignedShape(keys, now)
  return { ...params, signature: await hmacSha1(keys.authSecret, stringToSign(params)) }
}

/** What {@link signFixedShape} signs, before it is signed. */
export function unsignedShape({ appId, authKey }: SigningKeys, now: number): Omit<SignedParams, 'signature'> {
  return { application_id: appId, auth_key: authKey, nonce: nextNonce(), timestamp: Math.floor(now / 1000) }
}
