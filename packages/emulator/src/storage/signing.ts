import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

// Amazon's Signature Version 4, because that is what the storage's clients see. What is signed never leaves
// the emulator's reach, so that the key is the application's secret.

/** The one algorithm there is. */
export const ALGORITHM: string = 'AWS4-HMAC-SHA256'

const ACCESS_KEY = 'CUBEKITEMULATOR'
const REGION = 'us-east-1'

/** `20181210T102601Z` */
export function amzDate(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** `CUBEKITEMULATOR/20181210/us-east-1/s3/aws4_request` */
export function credentialOf(date: string): string {
  return `${ACCESS_KEY}/${scopeOf(date)}`
}

/** The part of a credential that says when and where it counts. */
export function scopeOf(date: string): string {
  return `${date.slice(0, 8)}/${REGION}/s3/aws4_request`
}

/** Signs a text with the key of a date. Hex, 64 digits. */
export function sign(text: string, date: string, secret: string): string {
  const mac = (key: Uint8Array, message: string): Uint8Array => hmac(sha256, key, utf8ToBytes(message))
  const dayKey = mac(utf8ToBytes(`AWS4${secret}`), date.slice(0, 8))
  const key = ['s3', 'aws4_request'].reduce(mac, mac(dayKey, REGION))
  return bytesToHex(mac(key, text))
}
