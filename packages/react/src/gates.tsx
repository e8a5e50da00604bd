'use client'

import type { Session } from '@cubekit/core'
import type { ReactElement, ReactNode } from 'react'
import { useSessionValue } from './useSessionValue.ts'

/** Props of {@link SignedIn}, {@link SignedOut}, {@link ReauthRequired} and {@link SessionPending}. */
export interface GateProps {
  children?: ReactNode
}

/**
 * Shows its children while it is known who is there: a user, a guest, and also somebody whose session has lapsed,
 * so that the page and what was typed into it stay. Requests are refused with `session-expired` then, until
 * the same person has signed in again: put a `ReauthDialog` of `@cubekit/ui` beside it, or a
 * {@link ReauthRequired} with a form of your own.
 *
 * @example
 * <SignedIn><Inbox /></SignedIn>
 * <ReauthDialog />
 */
export function SignedIn({ children }: GateProps): ReactElement {
  return <>{useStatusIn(['user', 'guest', 'reauth-required']) && children}</>
}

/**
 * Shows its children while nobody is signed in.
 *
 * @example
 * <SignedOut><LoginForm /></SignedOut>
 */
export function SignedOut({ children }: GateProps): ReactElement {
  return <>{useStatusIn(['signed-out']) && children}</>
}

/**
 * Shows its children while the session of the person who is there has lapsed, beside what {@link SignedIn} shows.
 *
 * @example
 * <ReauthRequired><LoginForm /></ReauthRequired>
 */
export function ReauthRequired({ children }: GateProps): ReactElement {
  return <>{useStatusIn(['reauth-required']) && children}</>
}

/**
 * Shows its children until it is known whether somebody is signed in: on a server, and for a moment at first.
 * With an `initialSession` it never does.
 *
 * @example
 * <SessionPending><Spinner /></SessionPending>
 */
export function SessionPending({ children }: GateProps): ReactElement {
  return <>{useStatusIn(['loading']) && children}</>
}

function useStatusIn(statuses: readonly Session['status'][]): boolean {
  return useSessionValue(({ status }) => statuses.includes(status))
}
