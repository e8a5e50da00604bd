import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { sameText } from '../sameText.ts'
import { randomHex } from './tokens.ts'

/** A password that only its owner knows. */
export interface HashedPassword {
  readonly salt: string
  readonly hash: string
}

// Few rounds: these accounts live on a developer's machine, and tests sign in thousands of times.
const ROUNDS = 100

function digest(password: string, salt: string): string {
  return bytesToHex(pbkdf2(sha256, password, salt, { c: ROUNDS, dkLen: 32 }))
}

/** Salts and hashes a password. */
export function hashPassword(password: string): HashedPassword {
  const salt = randomHex(16)
  return { salt, hash: digest(password, salt) }
}

/** Whether `password` is the hashed one. */
export function matchesPassword(password: string, { salt, hash }: HashedPassword): boolean {
  return sameText(digest(password, salt), hash)
}
