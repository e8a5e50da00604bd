/** The cookie that tells one browser from another. */
export const visitorCookie = 'visitor'

/** Who asks, for the signer and the broker: nobody who has not opened the page before. */
export function visitorOf(request: Request): string | false {
  const cookies = request.headers.get('Cookie') ?? ''
  return new RegExp(`(?:^|;\\s*)${visitorCookie}=([\\w-]+)`).exec(cookies)?.[1] ?? false
}
