'use client'

import type { Session } from '@cubekit/core'
import type { ReactElement, ReactNode } from 'react'
import { useSession } from './useSession.ts'

/** Props of {@link SignedIn}, {@link SignedOut} and {@link SessionPending}. */
export interface GateProps {
  children?: ReactNode
}

/**
 * Shows its children while a user or a guest is signed in.
 *
 * @example
 * <SignedIn><Inbox /></SignedIn>
 */
export function SignedIn({ children }: GateProps): ReactElement {
  return <>{useStatusIn(['user', 'guest']) && children}</>
}

/**
 * Shows its children while nobody is signed in, or the session has lapsed and the person must sign in again.
 *
 * @example
 * <SignedOut><LoginForm /></SignedOut>
 */
export function SignedOut({ children }: GateProps): ReactElement {
  return <>{useStatusIn(['signed-out', 'reauth-required']) && children}</>
}

/**
 * Shows its children until it is known whether somebody is signed in: on a server, and for a moment at first.
 *
 * @example
 * <SessionPending><Spinner /></SessionPending>
 */
export function SessionPending({ children }: GateProps): ReactElement {
  return <>{useStatusIn(['loading']) && children}</>
}

function useStatusIn(statuses: readonly Session['status'][]): boolean {
  return statuses.includes(useSession().status)
}
