import type { CubeClient } from '../client/CubeClient.ts'
import type { QueryParams } from '../transport/params.ts'
import type { RequestOptions } from '../transport/request.ts'
import { externalIdPath } from '../wire/externalIdPath.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import { askForUsers } from './askForUsers.ts'
import { readText } from './readText.ts'
import { readUserBy, type UserBy } from './userBy.ts'

/** The documentation names no endpoint for phone numbers: it is the one that the official SDK for JS asks. */
const paths = {
  login: '/users/by_login',
  email: '/users/by_email',
  phone: '/users/phone',
  facebook_id: '/users/by_facebook_id',
  twitter_id: '/users/by_twitter_id',
} as const

/**
 * Finds one user in the old way.
 *
 * @deprecated `getUserBy(client, by)`.
 * @throws CubeError `not-found` when there is nobody, `invalid-argument` for anything but one text that is not empty,
 * and the codes of every request.
 * @example
 * const marvin = await getUserByV1(client, { login: 'marvin18' })
 *
 * Source: ConnectyCube server API, GET /users/by_login, by_email, by_facebook_id, by_twitter_id and external/{id}; SDK
 * for JS, "users.get", GET /users/phone.
 */
export async function getUserByV1(
  client: CubeClient,
  by: UserBy,
  options?: RequestOptions,
): Promise<CubeUser> {
  const { key, value } = readUserBy(by)
  const asked: { path: string; query: QueryParams } =
    key === 'external_id'
      ? { path: externalIdPath(value), query: {} }
      : { path: paths[key], query: { [key]: readText(key, value) } }
  const request = { method: 'GET', ...asked, parse: parseUser } as const
  return askForUsers(client, request, (user) => [user], options)
}
