/** Whether an address may be shown as a picture: `https:` and `blob:` alone, since names of users are anybody's words. */
export function isImageUrl(url: string): boolean {
  try {
    return ['https:', 'blob:'].includes(new URL(url).protocol)
  } catch {
    return false
  }
}
