import { userDate, type EmulatorUser } from '../db/user.ts'
import type { World } from '../routes/route.ts'
import { isGroup, type Parameters } from './parameters.ts'
import { validateUserChange } from './validateUser.ts'

/**
 * Changes a user as the body of PUT /users asks.
 *
 * @returns The user as they are now.
 * @throws `ApiError` 422 naming the first rule that is broken; nothing is changed then.
 */
export function changeUser({ db, now }: World, user: EmulatorUser, body: Parameters): EmulatorUser {
  const given = isGroup(body['user']) ? body['user'] : {}
  const { fields, password } = validateUserChange(given, user, db.users)
  const changed = { ...user, ...fields, updated_at: userDate(now()) }
  db.users.update(changed)
  if (password !== null) db.users.setPassword(user.id, password)
  return changed
}
