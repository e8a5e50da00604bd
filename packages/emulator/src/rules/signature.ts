import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { TIMESTAMP_WINDOW_MS, type Nonces } from '../db/nonces.ts'
import { ApiError } from './ApiError.ts'
import { observedErrors } from './observed.ts'
import { isGroup, isList, textOf, type Parameter, type Parameters } from './parameters.ts'
import { sameText } from '../sameText.ts'
import { unobservedErrors } from './unobserved.ts'

/**
 * The line that is signed: every body parameter but the signature, as `name=value` with the raw value,
 * sorted, joined by `&`. Groups are written `group[name]=value`.
 */
export function stringToSign(body: Parameters): string {
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    name === 'signature' ? [] : render(name, value),
  )
  return pairs.toSorted(byCodeUnit).join('&')
}

function render(name: string, value: Parameter | undefined): string[] {
  if (isList(value)) return value.flatMap((item) => render(`${name}[]`, item))
  if (isGroup(value)) return Object.entries(value).flatMap(([key, item]) => render(`${name}[${key}]`, item))
  return value === undefined ? [] : [`${name}=${String(value)}`]
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** HMAC-SHA1 of the string to sign, in lower-case hex. */
export function sign(body: Parameters, authSecret: string): string {
  return bytesToHex(hmac(sha1, utf8ToBytes(authSecret), utf8ToBytes(stringToSign(body))))
}

/**
 * Checks the signature of POST /session over the parsed body, then its time window, then that the
 * (timestamp, nonce) pair is new.
 *
 * @throws `ApiError` 422 for each of the three.
 */
export function verifySignature(body: Parameters, authSecret: string, nonces: Nonces, now: number): void {
  const given = textOf(body['signature']) ?? ''
  if (!sameText(sign(body, authSecret), given)) throw new ApiError(observedErrors.unexpectedSignature)

  const timestamp = Number(textOf(body['timestamp']) || Number.NaN)
  if (!(Math.abs(now - timestamp * 1000) <= TIMESTAMP_WINDOW_MS)) {
    throw new ApiError(unobservedErrors.timestampRejected)
  }
  const nonce = textOf(body['nonce']) ?? ''
  if (nonce === '' || !nonces.use(timestamp, nonce, now)) throw new ApiError(unobservedErrors.nonceReplayed)
}
