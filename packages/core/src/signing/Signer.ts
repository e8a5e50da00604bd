import type { SignableParams } from './stringToSign.ts'

/** What a signer may use for one signature. */
export interface SignContext {
  /** The server's time as well as it is known, ms since 1970. */
  readonly now: number
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
}

/**
 * Turns the parameters of POST /session into the body that ConnectyCube accepts from this application.
 *
 * Ready ones: `localSigner`, `remoteSigner`, `sessionBroker`, `unsigned`.
 */
export interface Signer {
  sign(params: SignableParams, context: SignContext): Promise<SignableParams>
  /**
   * Opens the session itself, in place of a signed POST /session: for a broker on the application's server.
   *
   * @returns What POST /session answers; `undefined` for sessions that are signed and posted as usual.
   */
  open?(params: SignableParams, context: SignContext): Promise<unknown>
}
