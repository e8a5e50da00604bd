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

type OwnChange = SessionChange extends infer Change
  ? Change extends SessionChange
    ? Omit<Change, 'elsewhere'>
    : never
  : never

/** What it means that one record follows another. */
export function changesBetween(
  before: SessionRecord,
  after: SessionRecord,
  elsewhere: boolean,
): readonly SessionChange[] {
  const changes: OwnChange[] = []
  const [was, is] = [before.identity, after.identity]
  if (after.appToken !== null && after.appToken !== before.appToken) {
    changes.push({ type: 'created', reason: before.appToken === null ? 'opened' : 'renewed', user: null })
  }
  const isSame = was?.user.id === is?.user.id
  if (was && !isSame) changes.push(endOf(was.user, is ? 'replaced' : after.endReason))
  if (is?.token && is.token !== was?.token) {
    changes.push({ type: 'updated', reason: isSame ? 'renewed' : 'signed-in', user: is.user })
  }
  if (is?.token === null && was?.token) changes.push({ type: 'expired', reason: 'expired', user: is.user })
  return changes.map((change) => ({ ...change, elsewhere }))
}

function endOf(user: CubeUser, reason: EndReason | 'replaced' | null): OwnChange {
  if (reason === 'guest-expired') return { type: 'expired', reason, user }
  return { type: 'deleted', reason: reason === null || reason === 'expired' ? 'cleared' : reason, user }
}
