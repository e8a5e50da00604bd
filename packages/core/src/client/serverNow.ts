import { type CubeClient, internals } from './CubeClient.ts'

/**
 * What time it is on the server, in ms since 1970: this device's clock, put right by the answers so far when it is two
 * seconds off or more. Compare the API's times with this one, as `last_request_at`.
 *
 * @example
 * const secondsAgo = (serverNow(client) - Date.parse(user.last_request_at)) / 1000
 *
 * Source: the `Date` header of the API's answers.
 */
export function serverNow(client: CubeClient): number {
  return client[internals].serverNow()
}
