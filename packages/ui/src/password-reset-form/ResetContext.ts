'use client'

import { createContext, useContext, type Context, type RefObject } from 'react'

/** What was asked for. */
export interface SentReset {
  readonly email: string
  /** How many times it was sent. */
  readonly times: number
  /** From when it may be sent again, ms. */
  readonly againAt: number
}

/** What the parts of the form share, beside what those of all forms do. */
export interface ResetState {
  /** `null` until a link was asked for. */
  readonly sent: SentReset | null
  /** Seconds until it may be sent again. */
  readonly secondsLeft: number
  /** The email that was typed before, when another one is asked for. */
  readonly lastEmail: RefObject<string | null>
  readonly startOver: () => void
}

export const ResetContext: Context<ResetState | null> = createContext<ResetState | null>(null)

/** The reset around a part. */
export function useReset(): ResetState {
  const reset = useContext(ResetContext)
  if (!reset) throw new Error('This part belongs inside its Root.')
  return reset
}
