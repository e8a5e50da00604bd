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
import { useModal } from '../reauth-dialog/useModal.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the dialog: those of its `<dialog>`. */
export type PickerDialogProps = Omit<ComponentPropsWithoutRef<'dialog'>, 'open'>

/** The `<dialog>` with the search: modal, there while it is open. Escape closes it, and keeps who is chosen. */
export const PickerDialog: Part<PickerDialogProps, HTMLDialogElement> = forwardRef<
  HTMLDialogElement,
  PickerDialogProps
>(function PickerDialog(props, ref) {
  const { isOpen } = usePickerParts()
  return isOpen ? <Modal {...props} ref={ref} /> : null
})

const Modal = forwardRef<HTMLDialogElement, PickerDialogProps>(function Modal(
  { className, onKeyDown, ...rest },
  ref,
) {
  const { id, props, ownLabel, input, close } = usePickerParts()
  const element = useRef<HTMLDialogElement>(null)
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => element.current)
  useModal(element, close)
  useLayoutEffect(() => input.current?.focus(), [input])
  return (
    <dialog
      tabIndex={-1}
      closedby="any"
      aria-labelledby={props.label === null ? undefined : `${id}label`}
      aria-label={props.label === null ? ownLabel : undefined}
      {...rest}
      ref={element}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        // It closes this dialog, and none of the host's around it.
        if (event.key === 'Escape') event.stopPropagation()
      }}
      className={classNames('cube-dialog cube-picker-dialog', className)}
    />
  )
})
