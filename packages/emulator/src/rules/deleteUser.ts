import type { EmulatorUser } from '../db/user.ts'
import type { Answer, World } from '../routes/route.ts'

/** Deletes a user, and their sessions with them. */
export function deleteUser({ db }: World, user: EmulatorUser): Answer {
  db.users.remove(user.id)
  db.sessions.removeOf(user.id)
  return { status: 200, session: null }
}
