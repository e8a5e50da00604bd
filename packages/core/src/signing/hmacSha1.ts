/**
 * HMAC-SHA1 of UTF-8 texts, in lower-case hex (40 characters).
 *
 * Uses Web Crypto. Pages on plain HTTP have none (except on localhost): there `@noble/hashes` is loaded on
 * demand.
 *
 * Source: RFC 2104, FIPS 180-4.
 */
export async function hmacSha1(secret: string, text: string): Promise<string> {
  const utf8 = new TextEncoder()
  const key = utf8.encode(secret)
  const message = utf8.encode(text)
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  // Web Crypto refuses an empty key; HMAC itself does not.
  if (subtle && key.length > 0) {
    const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
    return toHex(new Uint8Array(await subtle.sign('HMAC', imported, message)))
  }
  const [{ hmac }, { sha1 }] = await Promise.all([
    import('@noble/hashes/hmac.js'),
    import('@noble/hashes/legacy.js'),
  ])
  return toHex(hmac(sha1, key, message))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
