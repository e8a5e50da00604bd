/** Whether this is a page that was served from this machine; `null` when it is no page. */
export function isLocalPage(): boolean | null {
  const host = (globalThis as { location?: Location }).location?.hostname
  if (typeof document === 'undefined' || !host) return null
  return /^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(host)
}
