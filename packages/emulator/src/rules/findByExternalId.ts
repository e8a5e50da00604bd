import type { EmulatorUser } from '../db/user.ts'
import type { Users } from '../db/users.ts'

/** The user with this id in the application's own system. `external_user_id` is its deprecated name. */
export function findByExternalId(users: Pick<Users, 'list'>, id: string): EmulatorUser | undefined {
  for (const user of users.list()) if (user.external_id === id || user.external_user_id === id) return user
  return undefined
}
