'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { FailedHint } from './FailedHint.tsx'
import { hintOf } from './hintOf.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the hint: those of its `<div>`. Children replace our words. */
export type PickerHintProps = Omit<ComponentPropsWithoutRef<'div'>, 'id'>

/**
 * What there is to say about the list: that nobody was found, that more has to be typed, that the search failed, with a
 * button to try again. While it is searching with nothing to show, rows to come. `data-state` names it.
 */
export const PickerHint: Part<PickerHintProps, HTMLDivElement> = forwardRef<HTMLDivElement, PickerHintProps>(
  function PickerHint({ className, children, ...rest }, ref) {
    const picker = usePickerParts()
    const hint = hintOf(picker)
    if (!hint) return null
    const { state, words, retry } = hint
    const { leftover } = picker
    const { error } = picker.matches
    return (
      <div
        role={state === 'failed' ? 'alert' : undefined}
        data-code={state === 'failed' ? error?.code : undefined}
        {...rest}
        ref={ref}
        id={`${picker.id}hint`}
        className={classNames('cube-picker-hint', className)}
        data-state={state}
      >
        {state === 'searching' ? (
          <span className="cube-picker-skeleton" />
        ) : state === 'failed' ? (
          <FailedHint
            key={picker.matches.failures}
            pauseMs={leftover ? 0 : (error?.retryAfterMs ?? 0)}
            retry={retry}
          >
            {children ?? words}
          </FailedHint>
        ) : (
          (children ?? words)
        )}
      </div>
    )
  },
)
