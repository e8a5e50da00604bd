'use client'

import type { CubeError } from '@cubekit/core'
import { createContext, useContext, type Context } from 'react'

/** What the parts of a phone form share. */
export interface PhoneState {
  /** What is asked for. */
  readonly step: 'number' | 'code'
  /** ISO 3166 code of the country whose calling code goes before the number. */
  readonly country: string
  readonly setCountry: (country: string) => void
  /** What was typed before a code was sent, to begin with when it is changed. */
  readonly typed: string
  /** Of the sentence under the title, which tells where the code is. */
  readonly descriptionId: string
  /** From when another code may be sent, ms. */
  readonly resendAt: number
  readonly resend: () => Promise<void>
  /** Stops the sending of a code, if one is being sent. */
  readonly giveUp: () => void
  /** Goes back to the number. */
  readonly change: () => void
  readonly onError: ((error: CubeError) => void) | undefined
}

export const PhoneContext: Context<PhoneState | null> = createContext<PhoneState | null>(null)

/** The phone form around a part. */
export function usePhone(): PhoneState {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error('This part belongs inside its Root.')
  return phone
}
