import type { CubeUser } from '../wire/user.ts'
import type { EndReason, SessionRecord } from './record.ts'

/**
 * Something that happened to the session. Listen with `client.on('session', …)`.
 *
 * | `type`             | meaning                                                                            |
 * | ------------------ | ---------------------------------------------------------------------------------- |
 * | `created`          | an application session was opened (`opened`) or replaced (`renewed`)                 |
 * | `updated`          | somebody signed in (`signed-in`), or the user's session was replaced (`renewed`)     |
 * | `restored`         | a stored session was found when the page began                                       |
 * | `expired`          | the session has lapsed: a user must sign in again, a guest is gone (`guest-expired`) |
 * | `provider-expired` | the `credentialProvider` could not renew the session                                 |
 * | `deleted`          | the session was ended: `logged-out`, `account-deleted`, `replaced` by somebody else's, or the site's data were `cleared` |
 */
export type SessionChange = { [Type in keyof Reasons]: ChangeOf<Type> }[keyof Reasons]

interface Reasons {
  created: 'opened' | 'renewed'
  updated: 'signed-in' | 'renewed'
  restored: 'stored'
  expired: 'expired' | 'guest-expired'
  'provider-expired': 'declined' | 'failed' | 'timeout' | 'refused' | 'other-user'
  deleted: 'logged-out' | 'account-deleted' | 'replaced' | 'cleared'
}

interface ChangeOf<Type extends keyof Reasons> {
  readonly type: Type
  readonly reason: Reasons[Type]
  /** Whom it is about; `null` for an application session. */
  readonly user: CubeUser | null
  /** Whether another tab did it. */
  readonly elsewhere: boolean
}

/** What it means that one record follows another. */
export function changesBetween(
  before: SessionRecord,
  after: SessionRecord,
  elsewhere: boolean,
): readonly SessionChange[] {
  const changes: SessionChange[] = []
  const [was, is] = [before.identity, after.identity]
  if (after.appToken !== null && after.appToken !== before.appToken) {
    const reason = before.appToken === null ? 'opened' : 'renewed'
    changes.push({ type: 'created', reason, user: null, elsewhere })
  }
  if (was && was.user.id !== is?.user.id)
    changes.push(endOf(was.user, is ? 'replaced' : after.endReason, elsewhere))
  if (is && is.token !== null && is.token !== was?.token) {
    const reason = was?.user.id === is.user.id ? 'renewed' : 'signed-in'
    changes.push({ type: 'updated', reason, user: is.user, elsewhere })
  }
  if (is && is.token === null && was?.token) {
    changes.push({ type: 'expired', reason: 'expired', user: is.user, elsewhere })
  }
  return changes
}

function endOf(user: CubeUser, reason: EndReason | 'replaced' | null, elsewhere: boolean): SessionChange {
  if (reason === 'guest-expired') return { type: 'expired', reason, user, elsewhere }
  return {
    type: 'deleted',
    reason: reason === null || reason === 'expired' ? 'cleared' : reason,
    user,
    elsewhere,
  }
}
