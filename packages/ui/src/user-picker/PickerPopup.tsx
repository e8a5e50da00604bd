'use client'

import {
  forwardRef,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ComponentPropsWithoutRef,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'
import { placePopup } from './placePopup.ts'

/** Props of the popup: those of its `<div>`. */
export type PickerPopupProps = ComponentPropsWithoutRef<'div'>

/** What opens under the field: put a `List` and a `Hint` into it. Above everything, whatever clips the field. */
export const PickerPopup: Part<PickerPopupProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PickerPopupProps
>(function PickerPopup(props, ref) {
  const { isOpen } = usePickerParts()
  return isOpen ? <OpenPopup {...props} ref={ref} /> : null
})

const OpenPopup = forwardRef<HTMLDivElement, PickerPopupProps>(function OpenPopup(
  { className, onMouseDown, ...rest },
  ref,
) {
  const { field, input } = usePickerParts()
  const popup = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => popup.current)

  useLayoutEffect(() => {
    const [element, anchor] = [popup.current, field.current ?? input.current]
    if (!element || !anchor) return undefined
    // Without it, as in old browsers, a place of its own is enough.
    if (typeof element.showPopover === 'function') {
      element.popover = 'manual'
      if (!element.matches(':popover-open')) element.showPopover()
    }
    const place = (): void => placePopup(element, anchor)
    place()
    const placeAgain = ({ target }: Event): void => {
      if (!(target instanceof Node && element.contains(target))) place()
    }
    window.addEventListener('resize', place)
    window.addEventListener('scroll', placeAgain, true)
    // It grows with its chips.
    const watch = typeof ResizeObserver === 'function' ? new ResizeObserver(place) : null
    watch?.observe(anchor)
    return () => {
      watch?.disconnect()
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', placeAgain, true)
    }
  }, [field, input])

  return (
    <div
      role="presentation"
      {...rest}
      ref={popup}
      className={classNames('cube-picker-popup', className)}
      onMouseDown={(event) => {
        onMouseDown?.(event)
        // The input keeps the focus.
        event.preventDefault()
      }}
    />
  )
})
