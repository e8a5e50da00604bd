'use client'

import { forwardRef, useEffect, useImperativeHandle, useRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { usePickerParts } from './PickerContext.ts'

/** Props of the button: those of its `<button>`. Children replace our words. */
export type DialogTriggerProps = Omit<ComponentPropsWithoutRef<'button'>, 'id' | 'type' | 'disabled'>

/** The button that opens the dialog; in a picker of one it tells who is chosen. */
export const DialogTrigger: Part<DialogTriggerProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  DialogTriggerProps
>(function DialogTrigger({ className, children, onClick, ...rest }, ref) {
  const { id, props, texts, chosen, isOpen, open, nameFor, problem, setProblem } = usePickerParts()
  const button = useRef<HTMLButtonElement>(null)
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current)
  const ready = useHydrated()
  const guard = useRef<HTMLInputElement>(null)
  const missing = props.required && chosen.ids.length === 0 ? texts['picker.required'] : ''
  useEffect(() => guard.current?.setCustomValidity(missing), [missing])

  const [first] = chosen.ids
  const user = props.multiple || first === undefined ? undefined : chosen.userOf(first)
  const words = texts[props.multiple ? 'picker.choosePeople' : 'picker.choosePerson']
  const described = [props.description && `${id}description`, (props.error || problem) && `${id}error`]
  return (
    <>
      <button
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        {...rest}
        ref={button}
        id={`${id}trigger`}
        type="button"
        disabled={!ready || props.disabled}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-labelledby={props.label === null ? undefined : `${id}label ${id}words`}
        className={classNames('cube-button cube-button-plain cube-picker-opener', className)}
        onClick={(event) => {
          onClick?.(event)
          if (!event.defaultPrevented) open()
        }}
      >
        {user && <Avatar user={user} src={props.avatarUrl?.(user)} />}
        <span id={`${id}words`} dir={user === undefined ? undefined : 'auto'}>
          {children ?? (user === undefined ? words : nameFor(user))}
        </span>
      </button>
      {/* Browsers hold no button to be missing anything, so something beside it stands for it. */}
      {props.required && (
        <input
          ref={guard}
          aria-hidden
          tabIndex={-1}
          disabled={props.disabled}
          value=""
          readOnly={false}
          onChange={() => {}}
          style={visuallyHidden}
          onFocus={() => button.current?.focus()}
          onInvalid={() => setProblem(missing)}
        />
      )}
    </>
  )
})
