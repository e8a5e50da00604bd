'use client'

import { forwardRef, useRef, type KeyboardEvent } from 'react'
import type { Part } from '../form/Part.ts'
import { moveTo, pageOf } from './moveTo.ts'
import { usePickerParts } from './PickerContext.ts'
import { PickerList, type PickerListProps } from './PickerList.tsx'
import { rowThatBegins } from './rowThatBegins.ts'

/** What is typed within so many ms is one word. */
const wordMs = 700

/**
 * Who can be chosen: a listbox, of which only what can be seen is in the page. Outside of a popup it takes the focus, and
 * the keys of a listbox: arrows, Home and End, pages, letters, Space, Enter, Shift with arrows, Control and A.
 *
 * @example
 * <UserPickerParts.List>
 *   {(row) => <UserPickerParts.Option row={row}>{row.user.full_name}</UserPickerParts.Option>}
 * </UserPickerParts.List>
 */
export const FocusableList: Part<PickerListProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PickerListProps
>(function FocusableList({ onKeyDown, onFocus, ...rest }, ref) {
  const picker = usePickerParts()
  const { id, kind, props, list, matches, chosen, activeIndex, activate, choose, rowAt } = picker
  const { items } = matches
  const word = useRef({ text: '', at: 0 })
  const active = rowAt(activeIndex)

  const handleKeys = (event: KeyboardEvent<HTMLDivElement>): void => {
    onKeyDown?.(event)
    const { key, ctrlKey, metaKey, altKey, shiftKey, timeStamp } = event
    if (event.defaultPrevented || altKey || event.target !== event.currentTarget) return
    const { text, at } = word.current
    const isWord = text !== '' && timeStamp - at < wordMs
    let next = moveTo(key, { at: activeIndex, count: items.length, page: pageOf(list.current) })
    if (key === 'Home') next = 0
    else if (key === 'End') next = items.length - 1
    if (ctrlKey || metaKey) {
      if (key !== 'a' || !props.multiple) return
      picker.addAll(picker.addable())
    } else if (next !== null) {
      activate(next)
      const user = items[next]
      if (shiftKey && props.multiple && user && key.startsWith('Arrow')) choose(user)
    } else if (key === 'Enter' || (key === ' ' && !isWord)) {
      if (active && !event.nativeEvent.repeat) choose(active.user)
    } else if ([...key].length === 1) {
      word.current = { text: isWord ? text + key : key, at: timeStamp }
      const begins = rowThatBegins(items, word.current.text, activeIndex)
      if (begins >= 0) activate(begins)
    } else return
    event.preventDefault()
  }

  if (kind === 'popup') return <PickerList {...rest} ref={ref} />
  return (
    <PickerList
      {...rest}
      ref={ref}
      tabIndex={0}
      aria-activedescendant={active ? `${id}-${active.user.id}` : undefined}
      onFocus={(event) => {
        onFocus?.(event)
        // By a key: a pointer has somebody in mind already.
        if (active || !event.currentTarget.matches(':focus-visible')) return
        activate(
          Math.max(
            items.findIndex((user) => chosen.has(user.id)),
            0,
          ),
        )
      }}
      onKeyDown={handleKeys}
    />
  )
})
