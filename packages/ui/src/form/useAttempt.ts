'use client'

import { isCubeError, type CubeError, type CubeErrorCode } from '@cubekit/core'
import { useContext, useRef, useState } from 'react'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { FormContext, type FormState, type FormWords } from './FormContext.ts'
import { useCountdown } from './useCountdown.ts'
import { useHydrated } from './useHydrated.ts'

interface AttemptOptions {
  /** Errors that mean something else here than elsewhere. */
  readonly errors?: FormWords['errors']
  readonly onError?: ((error: CubeError) => void) | undefined
  readonly overrides?: Partial<CubeMessages> | undefined
}

/** What one button does, and what became of it. */
interface Attempt {
  /** For a `FormContext.Provider` around an `ErrorMessage`. */
  readonly state: FormState
  /**
   * Does the work at once, in the same turn, unless it is under way or the server wants a pause. What it comes to
   * is called once it has settled. Tells whether it began.
   */
  readonly run: (work: () => Promise<(() => void) | void>) => boolean
}

interface Outcome {
  readonly pending: boolean
  readonly attempt: number
  readonly code: CubeErrorCode | null
  /** When the server takes another try, ms; `null` when it did not say. */
  readonly retryAt: number | null
}

const untried: Outcome = { pending: false, attempt: 0, code: null, retryAt: null }

/** Something that a button does without a form of its own: once at a time, with its errors in one line. */
export function useAttempt({ errors, onError, overrides }: AttemptOptions): Attempt {
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const around = useContext(FormContext)
  const ready = useHydrated()
  const busy = useRef(false)
  const [{ pending, attempt, code, retryAt }, setState] = useState(untried)
  const secondsLeft = useCountdown(retryAt ?? 0)

  const settle = (outcome: Partial<Outcome>): void => {
    busy.current = false
    setState((last) => ({ ...untried, ...outcome, attempt: last.attempt + 1 }))
  }

  const run: Attempt['run'] = (work) => {
    if (busy.current || secondsLeft > 0) return false
    busy.current = true
    setState((last) => ({ ...last, pending: true }))
    const begin = async (): Promise<(() => void) | void> => work()
    begin().then(
      (succeeded) => {
        settle({})
        succeeded?.()
      },
      (error: unknown) => {
        // The person has given up, and need not be told.
        if (isCubeError(error, 'aborted')) return settle({})
        if (!isCubeError(error)) {
          settle({ code: 'rejected' })
          throw error
        }
        const wait = error.code === 'rate-limited' ? error.retryAfterMs : null
        settle({ code: error.code, retryAt: wait === null ? null : Date.now() + wait })
        onError?.(error)
        return undefined
      },
    )
    return true
  }

  return {
    run,
    state: {
      words: { title: null, submit: null, pending: '', ...(errors && { errors }) },
      status: pending ? 'pending' : code ? 'error' : 'idle',
      ready,
      user: null,
      attempt,
      code,
      wait: retryAt && secondsLeft,
      inputs: [],
      problems: {},
      locale,
      overrides: { ...around?.overrides, ...overrides },
      edited: () => {},
    },
  }
}
