'use client'

import type { CubeError } from '@cubekit/core'
import { useContext, type ReactNode } from 'react'
import { Problem } from '../form/Problem.tsx'
import { useCountdown } from '../form/useCountdown.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { formEnglish } from '../messages/english/form.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { relativeTime } from '../messages/relativeTime.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { ListOptions } from './ListOptions.ts'

interface ListProblemProps {
  readonly error: CubeError
  /** When it came up, ms since 1970. */
  readonly at: number
  readonly onRetry: () => void
  readonly messages: ListOptions['messages']
}

/** Says why people could not be loaded, and lets one try again: not before the server wants to be asked. */
export function ListProblem({ error, at, onRetry, messages: own }: ListProblemProps): ReactNode {
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const people = useMessages(peopleEnglish, own)
  const messages = useMessages(formEnglish, own)
  const wait = useCountdown(at + (error.retryAfterMs ?? 0))
  const words = messages[`error.${error.code}`] ?? people['people.failed']
  return (
    <div className="cube-notice">
      <div role="alert" data-code={error.code}>
        <Problem>
          {wait > 0 ? (
            <span role="timer">{people['people.busy'].replace('{time}', relativeTime(wait, locale))}</span>
          ) : (
            words
          )}
        </Problem>
      </div>
      <button
        type="button"
        className="cube-button cube-button-plain"
        aria-disabled={wait > 0 || undefined}
        onClick={() => {
          if (wait === 0) onRetry()
        }}
      >
        {messages['form.tryAgain']}
      </button>
    </div>
  )
}
