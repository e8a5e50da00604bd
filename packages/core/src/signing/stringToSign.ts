/** A body of POST /session: flat values, and groups of one level such as `user`. */
export type SignableParams = {
  readonly [name: string]: SignableValue | { readonly [name: string]: SignableValue }
}

type SignableValue = string | number | boolean | null | undefined

/**
 * The text whose HMAC-SHA1 is the `signature` of POST /session.
 *
 * Every parameter but `signature`, a group's as `group[name]`, is written `name=value` with the raw value,
 * sorted by UTF-16 code unit and joined with `&`. `undefined` is left out, as JSON leaves it out.
 *
 * @example
 * stringToSign({ timestamp: 1, nonce: 2, application_id: 3, auth_key: 'k', user: { guest: '1' } })
 * // 'application_id=3&auth_key=k&nonce=2&timestamp=1&user[guest]=1'
 *
 * Source: ConnectyCube server API, "How to generate a 'signature' parameter"; the details were read off
 * what the official SDKs send.
 */
export function stringToSign(params: SignableParams): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(params)) {
    if (name === 'signature') continue
    if (typeof value === 'object' && value !== null) {
      for (const [inner, leaf] of Object.entries(value)) {
        if (leaf !== undefined) pairs.push(`${name}[${inner}]=${leaf}`)
      }
    } else if (value !== undefined) pairs.push(`${name}=${value}`)
  }
  return pairs.sort().join('&')
}
