import { hashToken, randomHex } from './tokens.ts'

/** A link to choose a new password works for this long. A guess. */
const RESET_LIFETIME_MS = 60 * 60_000

/** Who may choose a new password: those who were sent a link. */
export interface PasswordResets {
  /** Makes a token for a link. It is given out here, once, and not kept. */
  create(userId: number, now: number): string
  /** Whose token this is, while it works. */
  find(token: string, now: number): number | undefined
  /** Uses a token up, with all others of the same user. */
  use(token: string): void
  reset(): void
}

/** No links at all. */
export function createPasswordResets(): PasswordResets {
  const byHash = new Map<string, { readonly userId: number; readonly expiresAt: number }>()
  return {
    create(userId, now) {
      for (const [hash, { expiresAt }] of byHash) if (expiresAt <= now) byHash.delete(hash)
      const token = randomHex(16)
      byHash.set(hashToken(token), { userId, expiresAt: now + RESET_LIFETIME_MS })
      return token
    },
    find(token, now) {
      const reset = byHash.get(hashToken(token))
      return reset !== undefined && reset.expiresAt > now ? reset.userId : undefined
    },
    use(token) {
      const used = byHash.get(hashToken(token))
      for (const [hash, { userId }] of byHash) if (userId === used?.userId) byHash.delete(hash)
    },
    reset: () => byHash.clear(),
  }
}
