import { askForUsers } from '../users/askForUsers.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import type { Turn } from './inTurn.ts'

/** The user's own profile, as the server has it now. */
export function readProfile(
  { client, scope, user, over }: Turn,
  signal: AbortSignal = over,
): Promise<CubeUser> {
  return askForUsers(
    client,
    { method: 'GET', path: `/users/${user}`, rights: 'user', parse: parseUser },
    (answer) => [answer],
    { scope, signal },
  )
}
