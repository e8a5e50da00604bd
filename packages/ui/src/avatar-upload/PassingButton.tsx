'use client'

import {
  forwardRef,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react'
import { classNames } from '../form/classNames.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of the buttons that come and go: those of their `<button>`. Children replace our words. */
export type PassingButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

interface OwnProps extends PassingButtonProps {
  /** What it does. */
  readonly act: () => void
  readonly words: ReactNode
}

/** A button that is there for a while. If it has the focus when it goes, the button that chooses a file gets it. */
export const PassingButton = forwardRef<HTMLButtonElement, OwnProps>(function PassingButton(
  { act, words, className, children, onClick, ...rest },
  ref,
) {
  const { goHome } = useUploadParts()
  const button = useRef<HTMLButtonElement>(null)
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current)
  useLayoutEffect(() => {
    const element = button.current
    return () => {
      if (element === document.activeElement) goHome()
    }
  }, [goHome])
  return (
    <button
      {...rest}
      ref={button}
      type="button"
      className={classNames('cube-link', className)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) act()
      }}
    >
      {children ?? words}
    </button>
  )
})
