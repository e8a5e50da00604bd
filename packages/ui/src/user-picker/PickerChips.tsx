'use client'

import {
  forwardRef,
  Fragment,
  useEffect,
  useMemo,
  useRef,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { plural } from '../messages/Plural.ts'
import { chipButtons } from './chipFocus.ts'
import { PickerChip } from './PickerChip.tsx'
import { usePickerParts } from './PickerContext.ts'
import { shownOf } from './shownOf.ts'

/** Props of the chips: those of their `<ul>`. */
export type PickerChipsProps = Omit<ComponentPropsWithoutRef<'ul'>, 'id' | 'children' | 'role'>

/** With more than so many, they have lines of their own. */
const fewest = 8

/** Who is chosen, each with a button to take them out; the first of them, if there are many. */
export const PickerChips: Part<PickerChipsProps, HTMLUListElement> = forwardRef<
  HTMLUListElement,
  PickerChipsProps
>(function PickerChips({ className, ...rest }, ref) {
  const picker = usePickerParts()
  const { id, kind, chosen, input, isUnfolded, props, root, texts, locale } = picker
  const { avatarUrl, disabled = false } = props
  const {
    'picker.more': more,
    'picker.remove': remove,
    'picker.unknown': unknown,
    'picker.unnamed': unnamed,
  } = texts
  const { ids, userOf } = chosen
  // There may be a thousand, and none of them changes while somebody types.
  const people = useMemo(() => {
    const shown = shownOf(ids, isUnfolded)
    const folded = ids.length - shown.length
    return shown.map((id, at) => (
      <Fragment key={id}>
        {folded > 0 && at === shown.length - 1 && (
          <li>
            <button type="button" tabIndex={-1} className="cube-picker-more">
              {plural(more, folded, locale)}
            </button>
          </li>
        )}
        <PickerChip
          {...{ id, avatarUrl, remove, unknown, unnamed, disabled }}
          user={userOf(id)}
          // The input is inside of a dialog, and they are not.
          isStop={kind === 'dialog' && at === 0}
        />
      </Fragment>
    ))
  }, [kind, ids, isUnfolded, userOf, avatarUrl, disabled, more, remove, unknown, unnamed, locale])
  /** Where one goes on: in the input, or at the button for the dialog. */
  const goOn = (): void => (input.current ?? document.getElementById(`${id}trigger`))?.focus()
  const focused = useRef<HTMLElement | null>(null)
  useEffect(() => {
    // Whom the host takes out does not take the focus along.
    if (!focused.current || focused.current.isConnected) return
    focused.current = null
    if (document.activeElement === document.body) goOn()
  })
  // One who is chosen stands in the input, or in the button for the dialog; a list has neither.
  if (chosen.ids.length === 0 || !(props.multiple || kind === 'list')) return null

  /** Takes somebody out whose button has the focus, and goes to who stands beside them. */
  const removeFocused = (button: HTMLElement, towards: -1 | 1): void => {
    const buttons = chipButtons(root.current)
    const at = buttons.indexOf(button)
    const beside = buttons[at + towards] ?? buttons[at - towards]
    // The button for the rest is nobody; who comes to stand beside it is not there yet.
    if (beside?.dataset['id'] === undefined) goOn()
    else beside.focus()
    picker.remove(idOf(button))
  }

  const handleKeys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { key, target, currentTarget, ctrlKey, metaKey, altKey } = event
    if (event.defaultPrevented || ctrlKey || metaKey || altKey || !(target instanceof HTMLElement)) return
    const buttons = chipButtons(root.current)
    const at = buttons.indexOf(target)
    const isRtl = getComputedStyle(currentTarget).direction === 'rtl'
    const isPerson = target.dataset['id'] !== undefined
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const next = at + ((key === 'ArrowRight') !== isRtl ? 1 : -1)
      if (next < buttons.length) buttons[next]?.focus()
      else goOn()
    } else if (key === 'Home') buttons[0]?.focus()
    else if (key === 'End') buttons.at(-1)?.focus()
    else if (key === 'Escape') goOn()
    else if (isPerson && (key === 'Backspace' || key === 'Delete'))
      removeFocused(target, key === 'Delete' ? 1 : -1)
    else if (key === 'Enter' || key === ' ') {
      if (!isPerson) return
      removeFocused(target, 1)
    } else {
      // What is typed goes on in the input.
      if ([...key].length === 1) input.current?.focus()
      return
    }
    event.preventDefault()
    if (key === 'Escape') event.stopPropagation()
  }

  return (
    <div
      role="presentation"
      className="cube-picker-chosen"
      onKeyDown={handleKeys}
      onFocus={({ target }) => {
        focused.current = target
      }}
      onBlur={() => {
        focused.current = null
      }}
      onMouseDown={(event) => {
        // The focus stays where it is, or it would be lost with the button.
        if (event.target instanceof Element && event.target.closest('button')) event.preventDefault()
      }}
      onClick={({ target }) => {
        const button = target instanceof Element ? target.closest('button') : null
        if (!button) return
        if (button.dataset['id'] === undefined) {
          // It goes, and the focus must not go with it.
          if (document.activeElement === button) chipButtons(root.current).at(-1)?.focus()
          picker.unfold()
        } else if (document.activeElement === button) removeFocused(button, -1)
        else picker.remove(idOf(button))
      }}
    >
      <ul
        id={`${id}chosen`}
        aria-label={texts['picker.chosen']}
        // There may be another picker on the page.
        aria-labelledby={props.label === null ? undefined : `${id}label ${id}chosen`}
        {...rest}
        ref={ref}
        // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari takes lists without markers for none
        role="list"
        data-many={ids.length > fewest ? '' : undefined}
        className={classNames('cube-picker-chips', className)}
      >
        {people}
      </ul>
    </div>
  )
})

function idOf(button: HTMLElement): number {
  return Number(button.dataset['id'])
}
