import type { LoginCredentials } from './credentials.ts'

/**
 * Proves by a code in a text message that a phone is somebody's. `firebasePhone` of `@cubekit/firebase` is one; an
 * app can bring its own.
 *
 * @example
 * const sent = await verifier.sendCode('+441632960961')
 * await login(client, await sent.confirm(code))
 */
export interface PhoneVerifier {
  /**
   * Sends a code.
   *
   * @param phone With the country's code, as E.164 writes it: `+441632960961`.
   * @throws CubeError `validation` with the field `phone` when it is no number that can be reached, `rate-limited`,
   * `unreachable`, `rejected`, `aborted`.
   */
  readonly sendCode: (phone: string, options?: { signal?: AbortSignal }) => Promise<SentCode>
}

/** A code that is on its way to a phone. */
export interface SentCode {
  /**
   * What signs the person in.
   *
   * @throws CubeError `validation` with the field `code` when it is wrong or has expired, `rate-limited`, `unreachable`.
   */
  readonly confirm: (code: string) => Promise<LoginCredentials>
  /** From when another code may be sent; ms since 1970. */
  readonly resendAt: number
}
