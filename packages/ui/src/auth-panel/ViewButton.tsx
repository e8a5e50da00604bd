'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { panelEnglish } from '../messages/english/panel.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { AuthView } from './AuthView.ts'
import { usePanel } from './PanelContext.ts'

/** Props of the button that shows something else: those of its `<button>`. Children replace our words. */
export interface ViewButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'disabled'> {
  /** What it shows. */
  readonly to: AuthView
}

/** Shows another form of the panel. Not there when the panel does not offer it. */
export const ViewButton: Part<ViewButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  ViewButtonProps
>(function ViewButton({ to, className, children, onClick, ...rest }, ref) {
  const { ways, go } = usePanel()
  const messages = useMessages(panelEnglish)
  const ready = useHydrated()
  if (!ways.includes(to)) return null
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      disabled={!ready}
      className={classNames('cube-link', className)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) go(to)
      }}
    >
      {children ?? messages[`panel.${to}`]}
    </button>
  )
})
