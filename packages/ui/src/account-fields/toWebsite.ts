/**
 * The address of a website as it may be linked to: http or https, completed where the scheme was left out. `null` for
 * everything else, `javascript:` above all.
 */
export function toWebsite(text: string): string | null {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  try {
    const { hostname, username } = new URL(address)
    return hostname.includes('.') && !username ? address : null
  } catch {
    return null
  }
}
