import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Random hex of `bytes` bytes. `getRandomValues` also exists on plain-HTTP hosts. */
export function randomHex(bytes: number): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(bytes)))
}

/** A session token in today's form: 36 upper-case hex characters. */
export function createToken(): string {
  return randomHex(18).toUpperCase()
}

/** What is kept instead of a token. */
export function hashToken(token: string): string {
  return bytesToHex(sha256(utf8ToBytes(token)))
}
