'use client'

import {
  forwardRef,
  useCallback,
  useImperativeHandle,
  useRef,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of a button: those of its `<button>`. Children replace our words. */
export type UploadButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'disabled'>

interface OwnProps extends UploadButtonProps {
  /** What it does. */
  readonly act: () => void
  readonly words: ReactNode
  readonly look?: string
  /** Whether it waits for what is under way. */
  readonly waits?: boolean
}

/** A button. If it has the focus when it goes, the one that chooses a file gets it. */
export const PartButton: Part<OwnProps, HTMLButtonElement> = forwardRef<HTMLButtonElement, OwnProps>(
  function PartButton(
    { act, words, look = 'cube-link', waits = false, className, children, onClick, ...rest },
    ref,
  ) {
    const { isOff, isBusy, goHome } = useUploadParts()
    const isWaiting = waits && isBusy
    const button = useRef<HTMLButtonElement | null>(null)
    const attach = useCallback(
      (element: HTMLButtonElement | null) => {
        // It goes, and is about to take the focus with it.
        if (!element && button.current === document.activeElement) goHome()
        button.current = element
      },
      [goHome],
    )
    // Once, so that the one that takes the focus is never without its element.
    useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current, [])
    return (
      <button
        {...rest}
        ref={attach}
        type="button"
        disabled={isOff}
        aria-disabled={isWaiting || undefined}
        className={classNames(look, className)}
        onClick={(event) => {
          onClick?.(event)
          if (!event.defaultPrevented && !isWaiting) act()
        }}
      >
        {children ?? words}
      </button>
    )
  },
)
