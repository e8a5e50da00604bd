'use client'

import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ComponentPropsWithoutRef,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the popup: those of its `<div>`. */
export type PickerPopupProps = ComponentPropsWithoutRef<'div'>

/** What opens under the field: put a `List` and a `Hint` into it. Above everything, whatever clips the field. */
export const PickerPopup: Part<PickerPopupProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PickerPopupProps
>(function PickerPopup(props, ref) {
  const { isOpen, isReady } = usePickerParts()
  return isOpen || isReady ? <OpenPopup {...props} ref={ref} /> : null
})

/** Laid out and measured, and neither seen nor heard; away, so that no picture in it counts as in view. */
const unseen = { visibility: 'hidden', animation: 'none', translate: '-300vw' } as const

const OpenPopup = forwardRef<HTMLDivElement, PickerPopupProps>(function OpenPopup(
  { className, style, onMouseDown, ...rest },
  ref,
) {
  const { root, field, input, isOpen, spot, place, leave } = usePickerParts()
  const popup = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => popup.current)

  useLayoutEffect(() => {
    const { current: element } = popup
    // Without it, as in old browsers, a place of its own is enough.
    if (typeof element?.showPopover !== 'function') return
    element.popover = 'manual'
    if (!element.matches(':popover-open')) element.showPopover()
  }, [])

  const latest = useRef({ place, leave })
  useEffect(() => {
    latest.current = { place, leave }
  })
  useEffect(() => {
    if (!isOpen) return undefined
    const anchor = field.current ?? input.current
    const end = new AbortController()
    const capturing = { capture: true, signal: end.signal }
    const isIn = (element: Element | null, node: unknown): boolean =>
      node instanceof Node && element?.contains(node) === true
    const placeAgain = (event: Event): void => {
      if (!isIn(popup.current, event.target)) latest.current.place()
    }
    window.addEventListener('resize', placeAgain, capturing)
    window.visualViewport?.addEventListener('resize', placeAgain, capturing)
    window.addEventListener('scroll', placeAgain, capturing)
    // It grows with its chips.
    let isPlaced = false
    const watch =
      typeof ResizeObserver === 'function'
        ? new ResizeObserver(() => {
            // It tells the size that it begins with, too.
            if (isPlaced) latest.current.place()
            isPlaced = true
          })
        : null
    if (anchor) watch?.observe(anchor)

    // The focus may be gone without a word, as when a fieldset around it is disabled.
    const leaveFrom = (event: Event): void => {
      const { activeElement } = document
      const hasFocus = isIn(root.current, activeElement) && !activeElement?.matches(':disabled')
      if (hasFocus || isIn(root.current, event.target)) return
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') latest.current.leave()
    }
    document.addEventListener('pointerdown', leaveFrom, capturing)
    document.addEventListener('keydown', leaveFrom, capturing)
    return () => {
      watch?.disconnect()
      end.abort()
    }
  }, [isOpen, root, field, input])

  return (
    <div
      role="presentation"
      {...rest}
      ref={popup}
      className={classNames('cube-picker-popup', className)}
      style={{ ...spot, ...style, ...(!isOpen && unseen) }}
      onMouseDown={(event) => {
        onMouseDown?.(event)
        // The input keeps the focus.
        event.preventDefault()
      }}
    />
  )
})
