'use client'

import { ReauthRequired } from '@cubekit/react'
import {
  forwardRef,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { showModally } from './showModally.ts'

/** Props of `ReauthDialogParts.Root`: those of its `<dialog>`. */
export type ReauthRootProps = Omit<ComponentPropsWithoutRef<'dialog'>, 'open'>

/**
 * The `<dialog>`, which is there while the session of the person has lapsed (`reauth-required`): put a
 * `ReauthDialogParts.Form` into it.
 *
 * It is modal: the page below keeps all it holds, and is inert. Nothing but signing in or logging out closes
 * it; then the focus is back where it was.
 *
 * @example
 * <ReauthDialogParts.Root aria-label="Your session has expired">
 *   <ReauthDialogParts.Form>…</ReauthDialogParts.Form>
 * </ReauthDialogParts.Root>
 */
export const ReauthRoot: Part<ReauthRootProps, HTMLDialogElement> = forwardRef<
  HTMLDialogElement,
  ReauthRootProps
>(function ReauthRoot(props, ref) {
  return (
    <ReauthRequired>
      <Modal {...props} ref={ref} />
    </ReauthRequired>
  )
})

const Modal = forwardRef<HTMLDialogElement, ReauthRootProps>(function Modal(
  { className, ...rest },
  ref,
): ReactNode {
  const element = useRef<HTMLDialogElement>(null)
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => element.current)
  useLayoutEffect(() => (element.current ? showModally(element.current) : undefined), [])
  return (
    <dialog
      role="alertdialog"
      tabIndex={-1}
      closedby="none"
      {...rest}
      ref={element}
      className={classNames('cube-dialog', className)}
    />
  )
})
