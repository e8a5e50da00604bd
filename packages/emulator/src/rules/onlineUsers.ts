import type { EmulatorUser } from '../db/user.ts'
import type { World } from '../routes/route.ts'

/** How long after their last request somebody counts as online. A guess: the service looks at its chat. */
const ONLINE_WINDOW_MS = 5 * 60_000

/** Who is online, by id: everybody with a session that was used a moment ago. */
export function onlineUsers({ db, now }: World): EmulatorUser[] {
  const since = now() - ONLINE_WINDOW_MS
  const ids = new Set(
    db.sessions
      .list()
      .flatMap(({ userId, updatedAt }) => (userId !== null && updatedAt > since ? [userId] : [])),
  )
  return [...ids]
    .toSorted((a, b) => a - b)
    .flatMap((id) => {
      const user = db.users.get(id)
      return user === undefined ? [] : [user]
    })
}
