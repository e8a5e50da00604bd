'use client'

import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { lastChip } from './chipFocus.ts'
import { moveTo, pageOf } from './moveTo.ts'
import { usePickerParts } from './PickerContext.ts'
import { listIn } from './listIn.ts'

/** Props of the input: those of its `<input>`, whose text is the picker's. */
export type PickerInputProps = Omit<
  ComponentPropsWithoutRef<'input'>,
  'id' | 'name' | 'type' | 'value' | 'defaultValue' | 'required' | 'disabled' | 'role'
>

/** Where one types: a combobox over the list, by the ARIA pattern with manual selection. */
export const PickerInput: Part<PickerInputProps, HTMLInputElement> = forwardRef<
  HTMLInputElement,
  PickerInputProps
>(function PickerInput(
  { className, onChange, onKeyDown, onPaste, onMouseDown, onClick, onInvalid, ...rest },
  ref,
) {
  const picker = usePickerParts()
  const { id, kind, props, texts, input, list, chosen, matches, text, isOpen, activeIndex } = picker
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => input.current)
  const ready = useHydrated()
  const isMissing = kind !== 'dialog' && props.required === true && chosen.ids.length === 0
  const missing = isMissing ? texts['picker.required'] : ''
  useEffect(() => input.current?.setCustomValidity(missing), [input, missing])

  // Who begins to type wants somebody else, and not to go on with a name.
  const saysWho = text !== '' && picker.query === ''
  useEffect(() => {
    if (saysWho && document.activeElement === input.current) input.current?.select()
  }, [input, saysWho])

  const hasSomebody = kind === 'popup' && chosen.ids.length > 0
  const active = picker.rowAt(activeIndex)
  const described = [
    rest['aria-describedby'],
    props.description && `${id}description`,
    (props.error || picker.problem) && `${id}error`,
    picker.leftover && isOpen && `${id}hint`,
  ].filter(Boolean)

  const handleKeys = (event: KeyboardEvent<HTMLInputElement>): void => {
    onKeyDown?.(event)
    const { key, altKey, ctrlKey, metaKey, shiftKey, currentTarget, nativeEvent } = event
    // Keys of an input method choose its words, not ours.
    if (event.defaultPrevented || nativeEvent.isComposing || nativeEvent.keyCode === 229) return
    if (ctrlKey || metaKey) return
    const { selectionStart, selectionEnd } = currentTarget
    const isPopup = kind === 'popup'
    const isAtStart = selectionStart === 0 && selectionEnd === 0
    // Asked only where it matters: finding styles takes time, and this is for each key.
    const isBack = (): boolean =>
      key === 'ArrowLeft' || key === 'ArrowRight'
        ? (key === 'ArrowRight') ===
          (getComputedStyle(picker.root.current ?? currentTarget).direction === 'rtl')
        : false
    /** The key was ours alone. */
    const take = (): void => event.preventDefault()
    if (altKey) {
      if (isPopup && key === 'ArrowDown') {
        take()
        picker.open()
      } else if (isPopup && key === 'ArrowUp') {
        take()
        picker.close()
      }
      return
    }
    if (key === 'Enter') {
      // One word that was in a list, or that cannot be searched for, can be looked up still.
      const isWord = picker.isRest || (matches.isTooShort && matches.items.length === 0)
      const word = isWord ? [picker.query.trim()].filter(Boolean) : []
      const list = listIn(picker.query)
      const parts = props.multiple ? (list.length > 0 ? list : word) : []
      if (active && isOpen) {
        take()
        // Held down, it would choose and take out in turns.
        if (!nativeEvent.repeat) picker.choose(active.user)
      } else if (parts.length > 0) {
        take()
        picker.untype()
        picker.addList(parts)
      } else if (picker.query && isOpen) {
        // A word that is half typed is not meant for the form.
        take()
        picker.activate('first')
      } else if (kind === 'dialog') take()
      // It is for the form.
      else if (isPopup) picker.close()
    } else if (key === 'Escape' && isPopup) {
      if (!isOpen && !picker.query) return
      take()
      event.stopPropagation()
      if (isOpen) picker.close()
      else picker.untype()
    } else if ((key === 'Backspace' && text === '') || (isAtStart && !shiftKey && isBack())) {
      // Behind a dialog they cannot be reached.
      const chip = kind === 'dialog' ? null : lastChip(picker.root.current)
      if (!chip) return
      take()
      chip.focus()
    } else if (key.startsWith('Page') ? isOpen : key === 'ArrowDown' || key === 'ArrowUp') {
      if (shiftKey) return
      take()
      if (isOpen) {
        const place = { at: activeIndex, count: matches.items.length, page: pageOf(list.current) }
        picker.activate(moveTo(key, place))
      } else {
        picker.open()
        picker.activate(key === 'ArrowDown' ? 'first' : 'last')
      }
    } else if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key)) picker.activate(null)
  }

  return (
    <input
      aria-label={props.label === null ? picker.ownLabel : undefined}
      // Of a dialog, the label is outside, and the button's.
      aria-labelledby={kind === 'dialog' && props.label !== null ? `${id}label` : undefined}
      placeholder={hasSomebody ? undefined : (props.placeholder ?? texts['picker.placeholder'])}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      {...rest}
      ref={input}
      id={`${id}input`}
      type="text"
      role="combobox"
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-expanded={isOpen}
      aria-controls={isOpen ? `${id}list` : undefined}
      aria-activedescendant={active && isOpen ? `${id}-${active.user.id}` : undefined}
      aria-required={props.required}
      aria-invalid={props.error || picker.problem ? true : undefined}
      aria-describedby={described.join(' ') || undefined}
      disabled={props.disabled}
      readOnly={!ready}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- if the host asks for it
      autoFocus={props.autoFocus}
      value={text}
      className={classNames('cube-picker-input', className)}
      onChange={(event) => {
        onChange?.(event)
        picker.type(event.target.value)
      }}
      onMouseDown={(event) => {
        onMouseDown?.(event)
        if (event.button === 0 && !event.defaultPrevented) picker.open()
      }}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented) return
        picker.open()
        if (saysWho) event.currentTarget.select()
      }}
      onKeyDown={handleKeys}
      onPaste={(event) => {
        onPaste?.(event)
        const parts = props.multiple ? listIn(event.clipboardData.getData('text')) : []
        if (parts.length === 0 || event.defaultPrevented) return
        event.preventDefault()
        picker.addList(parts)
      }}
      onInvalid={(event) => {
        onInvalid?.(event)
        picker.setProblem(texts['picker.required'])
      }}
    />
  )
})
