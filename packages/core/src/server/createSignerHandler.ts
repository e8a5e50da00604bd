import { createEndpoint, type FetchHandler } from './endpoint.ts'
import { signFixedShape } from './fixedShape.ts'
import { checkOptions, type ServerOptions } from './ServerOptions.ts'

/**
 * The server's half of `remoteSigner(url)`: signs application sessions, so that the secret stays on the server.
 *
 * One web-standard handler for POST and OPTIONS. It signs the application's id and key with a nonce and a time of
 * its own and nothing that a caller sends, so that it cannot be used to sign anything else. Errors carry a status
 * and no body: 403 for pages that are not listed and callers who are not authorized, 405, 415, 413 beyond 1 KiB,
 * 408 after 5 s, 400 for what is no JSON object, 429 with `Retry-After`, 500.
 *
 * @throws CubeError `invalid-argument` when something is missing, in production `authorize` too.
 * @example
 * // app/api/cube/sign/route.ts of a Next.js app
 * const sign = createSignerHandler({
 *   appId: 1234,
 *   authKey: process.env.CUBE_AUTH_KEY,
 *   authSecret: process.env.CUBE_AUTH_SECRET,
 *   origins: ['https://app.example'],
 *   authorize: async (request) => (await userOf(request))?.id ?? false,
 * })
 * export { sign as POST, sign as OPTIONS }
 *
 * Source: ConnectyCube server API, "Create session", "Signature generation".
 */
export function createSignerHandler(options: ServerOptions): FetchHandler {
  const checked = checkOptions('createSignerHandler', options)
  return createEndpoint(checked, async () => Response.json(await signFixedShape(checked, checked.now())))
}
