/**
 * Whether an address may be shown as a picture: `https:` and `blob:` alone, since what users are is anybody's words; and
 * `http:` on a page that itself came so, as while an app is made.
 */
export function isImageUrl(url: string): boolean {
  try {
    const { protocol } = new URL(url)
    return ['https:', 'blob:'].includes(protocol) || (protocol === 'http:' && location.protocol === protocol)
  } catch {
    // No address, or no page.
    return false
  }
}
