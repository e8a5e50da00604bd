import type { EmulatorUser } from '../db/user.ts'
import type { Users } from '../db/users.ts'

/** The user with this id in the application's own system. `external_user_id` is its deprecated name. */
export function findByExternalId(users: Pick<Users, 'withValue'>, id: string): EmulatorUser | undefined {
  const [user] = users.withValue('external_id', id)
  const [older] = users.withValue('external_user_id', id)
  return user ?? older
}
