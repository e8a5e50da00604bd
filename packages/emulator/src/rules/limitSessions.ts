import type { EmulatorSession } from '../db/session.ts'
import type { Sessions } from '../db/sessions.ts'
import type { EmulatorSettings } from '../options.ts'

/** Ends those of a user's sessions that the application's settings leave no room for beside the newest. */
export function limitSessions(
  sessions: Pick<Sessions, 'of' | 'remove'>,
  { newestSessionOnly, sessionLimit }: Pick<EmulatorSettings, 'newestSessionOnly' | 'sessionLimit'>,
  newest: EmulatorSession,
): void {
  const limit = newestSessionOnly ? 1 : sessionLimit
  if (newest.userId === null || limit === Infinity) return
  sessions
    .of(newest.userId)
    .filter(({ id }) => id !== newest.id)
    .toSorted((a, b) => b.updatedAt - a.updatedAt || b.id - a.id)
    .slice(limit - 1)
    .forEach(sessions.remove)
}
