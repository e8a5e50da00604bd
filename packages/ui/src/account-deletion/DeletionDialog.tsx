'use client'

import { forwardRef, useImperativeHandle, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useModal } from '../reauth-dialog/useModal.ts'
import { useDeletion } from './DeletionContext.ts'

/** Props of `AccountDeletionParts.Dialog`: those of its `<dialog>`. */
export type DeletionDialogProps = Omit<ComponentPropsWithoutRef<'dialog'>, 'open'>

/**
 * The `<dialog>` that asks: modal, there while it is open. Escape closes it, and the focus goes back to where it was.
 *
 * @example
 * <AccountDeletionParts.Dialog aria-label="Delete your account?">
 *   <AccountDeletionParts.Form>…</AccountDeletionParts.Form>
 * </AccountDeletionParts.Dialog>
 */
export const DeletionDialog: Part<DeletionDialogProps, HTMLDialogElement> = forwardRef<
  HTMLDialogElement,
  DeletionDialogProps
>(function DeletionDialog(props, ref) {
  const { isOpen } = useDeletion()
  return isOpen ? <Modal {...props} ref={ref} /> : null
})

const Modal = forwardRef<HTMLDialogElement, DeletionDialogProps>(function Modal(
  { className, ...rest },
  ref,
): ReactNode {
  const element = useRef<HTMLDialogElement>(null)
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => element.current)
  const { cancel, deletion } = useDeletion()
  useModal(element, cancel)
  return (
    <dialog
      role="alertdialog"
      tabIndex={-1}
      closedby={deletion.isPending ? 'none' : 'closerequest'}
      {...rest}
      ref={element}
      className={classNames('cube-dialog', className)}
    />
  )
})
