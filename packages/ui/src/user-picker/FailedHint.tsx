'use client'

import { useState, type ReactNode } from 'react'
import { Problem } from '../form/Problem.tsx'
import { useCountdown } from '../form/useCountdown.ts'
import { relativeTime } from '../messages/relativeTime.ts'
import { useMessages } from '../messages/useMessages.ts'
import { passFocus } from './passFocus.ts'
import { usePickerParts } from './PickerContext.ts'

interface FailedHintProps {
  /** How long the server wants to be left alone, in ms. */
  readonly pauseMs: number
  readonly retry: (() => void) | undefined
  readonly children: ReactNode
}

/** Of the words of lists, which a page with a picker alone need not have, this one. */
const english = { 'people.busy': 'The server is busy. Try again {time}.' }

/** Says that the search failed, with a button that tries again: not before the server wants to be asked. */
export function FailedHint({ pauseMs, retry, children }: FailedHintProps): ReactNode {
  const picker = usePickerParts()
  const messages = useMessages(english, picker.props.messages)
  const [at] = useState(() => Date.now())
  const wait = useCountdown(at + pauseMs)
  return (
    <>
      <Problem>
        {wait > 0 ? (
          <span role="timer">
            {messages['people.busy'].replace('{time}', relativeTime(wait, picker.locale))}
          </span>
        ) : (
          children
        )}
      </Problem>
      <button
        type="button"
        className="cube-link"
        aria-disabled={wait > 0 || undefined}
        onClick={({ currentTarget }) => {
          if (wait > 0) return
          passFocus(picker, currentTarget)
          retry?.()
        }}
      >
        {picker.texts['picker.tryAgain']}
      </button>
    </>
  )
}
