/**
 * Compares two secrets in a time that tells nothing of either, not even their length: for `authorize`.
 *
 * An empty or missing text is the same as nothing, so that a variable that is not set lets nobody pass (put none
 * into a template, which makes it the text `undefined`).
 *
 * @example
 * authorize: (request) => sameSecret(request.headers.get('X-Bot-Token'), process.env.BOT_TOKEN)
 */
export async function sameSecret(
  given: string | null | undefined,
  expected: string | null | undefined,
): Promise<boolean> {
  // Digests under a key of this call have one length, and nobody can choose where they differ.
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const digestOf = async (text: string): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
  const [a, b] = await Promise.all([digestOf(given ?? ''), digestOf(expected ?? '')])
  let difference = 0
  for (const [at, byte] of a.entries()) difference |= byte ^ (b[at] ?? 0xff)
  return difference === 0 && Boolean(given) && Boolean(expected)
}
