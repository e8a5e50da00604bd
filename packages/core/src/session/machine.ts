import type { CubeUser } from '../wire/user.ts'
import { nextTryAt, recentTries } from './breaker.ts'
import type { EndReason, Identity, SessionRecord } from './record.ts'

/** What can happen to a session. */
export type SessionEvent =
  /**
   * Somebody signed in, by an attempt that began in epoch `since`; `renews` is a token that was refused before
   * that, when the attempt is the answer to it.
   */
  | {
      readonly type: 'signed-in'
      readonly identity: Identity & { token: string }
      readonly since: number
      readonly renews?: string | null
    }
  /** A session is about to be opened without anybody asking. */
  | { readonly type: 'try'; readonly at: number; readonly eager: boolean }
  /** The server accepted this token. */
  | { readonly type: 'proven'; readonly token: string }
  /** A new application session takes the place of `replaces`, or of none. */
  | { readonly type: 'app-opened'; readonly token: string; readonly replaces: string | null }
  /** The same user's session was replaced without asking the person. */
  | { readonly type: 'renewed'; readonly token: string; readonly replaces: string; readonly userId: number }
  /** The server does not know the identity's token any more, and nothing can renew it. */
  | { readonly type: 'refused'; readonly token: string }
  /** The server told more of the signed-in user. */
  | { readonly type: 'user-read'; readonly user: CubeUser; readonly since: number }
  /**
   * The person asked to leave; `everything` ends the application session too. With `upTo` it means nobody who
   * came after that epoch.
   */
  | {
      readonly type: 'ended'
      readonly everything: boolean
      readonly reason?: EndReason
      readonly upTo?: number
    }

/** The record that follows, and what to do about it once it is stored. */
export interface Transition {
  readonly record: SessionRecord
  /** Tokens that nobody uses any more, to be ended on the server. */
  readonly revoke?: readonly (string | null | undefined)[]
  /** Too many tries led to nothing: not before this moment. */
  readonly waitUntil?: number
}

/**
 * The session's rules: what follows from a record when something happens.
 *
 * Pure, so that the store can run it inside a storage transaction, on the record that is stored at that
 * moment. `null` means that the event came too late and changes nothing.
 *
 * - A sign-in counts only in the epoch in which it began: a logout in between wins. By the session that is in use
 *   already, nothing changes.
 * - A logout counts always; one that is made up for counts for whom it was meant.
 * - A user whose token is refused stays known and must sign in again, which goes on in the same epoch; a guest
 *   is lost, since nobody can sign in as that guest again.
 */
export function transition(record: SessionRecord, event: SessionEvent): Transition | null {
  const { identity } = record
  switch (event.type) {
    case 'signed-in':
      if (record.epoch !== event.since || identity?.token === event.identity.token) return null
      return {
        record: {
          ...(isSamePerson(identity, event) ? nextRev(record) : nextEpoch(record, null)),
          identity: event.identity,
          endReason: null,
          tries: event.renews ? record.tries : [],
        },
        revoke: [identity?.token],
      }

    case 'try': {
      const tries = recentTries(record.tries, event.at)
      const until = nextTryAt(tries, event.eager)
      return until > event.at
        ? { record: { ...record, tries }, waitUntil: until }
        : { record: { ...record, tries: [...tries, event.at] } }
    }

    case 'proven':
      if (record.tries.length === 0 || (identity?.token !== event.token && record.appToken !== event.token))
        return null
      return { record: { ...record, tries: [] } }

    case 'app-opened':
      if (record.appToken !== null && record.appToken !== event.replaces) return null
      return { record: { ...nextRev(record), appToken: event.token } }

    case 'renewed':
      if (identity?.token !== event.replaces || identity.user.id !== event.userId) return null
      return { record: { ...nextRev(record), identity: { ...identity, token: event.token } } }

    case 'refused':
      if (identity?.token !== event.token) return null
      if (identity.kind === 'guest') return { record: nextEpoch(record, 'guest-expired') }
      return { record: { ...nextRev(record), identity: { ...identity, token: null }, endReason: 'expired' } }

    case 'user-read':
      if (record.epoch !== event.since || identity?.user.id !== event.user.id) return null
      if (JSON.stringify(identity.user) === JSON.stringify(event.user)) return null
      return { record: { ...nextRev(record), identity: { ...identity, user: event.user } } }

    case 'ended':
      if (event.upTo !== undefined && record.epoch > event.upTo) return null
      return end(record, event.everything, event.reason ?? 'logged-out')
  }
}

/** Whether a sign-in is that of the person whose session has lapsed. */
function isSamePerson(
  known: Identity | null,
  { identity, renews }: SessionEvent & { type: 'signed-in' },
): boolean {
  return (
    known !== null &&
    known.kind === identity.kind &&
    known.user.id === identity.user.id &&
    (known.token === null || known.token === renews)
  )
}

function end(record: SessionRecord, everything: boolean, reason: EndReason): Transition {
  const { identity, appToken } = record
  const ended = nextEpoch(record, identity === null ? record.endReason : reason)
  return everything
    ? { record: { ...ended, appToken: null }, revoke: [identity?.token, appToken] }
    : { record: ended, revoke: [identity?.token] }
}

function nextEpoch(record: SessionRecord, endReason: EndReason | null): SessionRecord {
  return { ...record, epoch: record.epoch + 1, rev: 0, identity: null, endReason }
}

function nextRev(record: SessionRecord): SessionRecord {
  return { ...record, rev: record.rev + 1 }
}
