import type { EmulatorUser } from '../db/user.ts'
import { ApiError } from './ApiError.ts'
import { unobservedErrors } from './unobserved.ts'

/**
 * Makes sure that people write to their own account only.
 *
 * @throws `ApiError` 404 when there is no such user, 403 when it is somebody else.
 */
export function requireSelf(wanted: EmulatorUser | undefined, self: EmulatorUser): EmulatorUser {
  if (wanted === undefined) throw new ApiError(unobservedErrors.userWithIdNotFound)
  if (wanted.id !== self.id) throw new ApiError(unobservedErrors.notOwnAccount)
  return self
}
