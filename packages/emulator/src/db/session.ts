/**
 * A session as the emulator keeps it. The token itself is nowhere in here: it is known to whoever
 * was given it, and found again by its hash.
 */
export interface EmulatorSession {
  readonly id: number
  readonly applicationId: number
  /** `null` for an application session. */
  readonly userId: number | null
  /** SHA-256 of the token, in hex. */
  readonly tokenHash: string
  /** As signed by the client; `null` when the session was asked for without a signature. */
  readonly nonce: number | string | null
  /** The client's `timestamp`, or the server's time, in seconds. */
  readonly ts: number
  /** The `User-Agent` of whoever asked for the session. */
  readonly userAgent: string | null
  /** SHA-256 of the token that somebody signed in elsewhere takes this session over with; mostly there is none. */
  readonly webTokenHash?: string | null
  /** Milliseconds since 1970, like the two below. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly expiresAt: number
}
