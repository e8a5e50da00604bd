'use client'

import {
  forwardRef,
  Fragment,
  useEffect,
  useImperativeHandle,
  useState,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useWindow } from '../windowing/useWindow.ts'
import { usePickerParts } from './PickerContext.ts'
import { PickerOption } from './PickerOption.tsx'
import type { PickerRow } from './PickerRow.ts'

/** Props of the list: those of its `<div>`, and how a row looks. */
export interface PickerListProps extends Omit<ComponentPropsWithoutRef<'div'>, 'id' | 'role' | 'children'> {
  /** Renders a row: an `Option`, with children that say who it is. Keep to one height. Default: avatar and names. */
  readonly children?: ((row: PickerRow) => ReactNode) | undefined
}

/** How high a row is: a guess at first, then as it was found to be, which the next list begins with. */
let usualHeight = 44

const scrolls = { maxBlockSize: 'var(--cube-picker-list, 19.25rem)', overflowY: 'auto' } as const

const defaultRow = (row: PickerRow): ReactNode => <PickerOption row={row} />

/**
 * Who can be chosen: a listbox, of which only what can be seen is in the page. The keys come from the input.
 *
 * @example
 * <UserPickerParts.List>
 *   {(row) => <UserPickerParts.Option row={row}>{row.user.full_name}</UserPickerParts.Option>}
 * </UserPickerParts.List>
 */
export const PickerList: Part<PickerListProps, HTMLDivElement> = forwardRef<HTMLDivElement, PickerListProps>(
  function PickerList(
    { children = defaultRow, className, style, onClick, onKeyDown, onMouseDown, ...rest },
    ref,
  ) {
    const picker = usePickerParts()
    const { id, kind, props, ownLabel, list, input, matches, query, activeIndex, rowAt } = picker
    const count = matches.items.length
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => list.current)
    const [rowHeight, setRowHeight] = useState(usualHeight)
    const { first, last, before, after, scrollToRow } = useWindow({ count, rowHeight, list })

    // What the stylesheet and the person's text size make of a row. Before the next frame, as it follows a key or a press.
    const isEmpty = count === 0
    useEffect(() => {
      const row = list.current?.querySelector('[role=option]')
      // As it was laid out, whatever a box around it is scaled to.
      const height = row ? Number.parseFloat(getComputedStyle(row).height) : 0
      if (!(height > 0)) return
      setRowHeight(height)
      usualHeight = height
    }, [list, isEmpty])

    const isAtTop = first === 0
    useEffect(() => {
      if (!isAtTop) scrollToRow(0)
      // oxlint-disable-next-line react/exhaustive-deps -- only what is looked for takes it back to the top
    }, [query])
    useEffect(() => {
      if (activeIndex >= 0) scrollToRow(activeIndex)
    }, [activeIndex, rowHeight, scrollToRow])

    const { more } = matches
    const isNearEnd = count > 0 && Math.max(last, activeIndex) >= count - 10
    useEffect(() => {
      if (isNearEnd) more?.()
    }, [isNearEnd, more])

    const shown = Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at)
    // Who scrolls away from it by hand leaves it in the page still, since the input points to it.
    const isAway = activeIndex >= 0 && (activeIndex < first || activeIndex > last)
    const render = (index: number): ReactNode => {
      const row = rowAt(index)
      return row && <Fragment key={row.user.id}>{children(row)}</Fragment>
    }
    return (
      <div
        aria-labelledby={props.label === null ? undefined : `${id}label`}
        aria-label={props.label === null ? ownLabel : undefined}
        // Else browsers let Tab stop at what scrolls.
        tabIndex={-1}
        {...rest}
        ref={list}
        id={`${id}list`}
        role="listbox"
        aria-multiselectable={props.multiple}
        aria-busy={matches.isSearching}
        aria-disabled={props.disabled}
        className={classNames('cube-picker-list', className)}
        // Without our CSS, too, it must not be as long as all its rows.
        style={kind === 'popup' ? { ...scrolls, ...style } : style}
        onClick={(event) => {
          onClick?.(event)
          const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
          const row = option && rowAt(Number(option.getAttribute('aria-posinset')) - 1)
          if (!row || event.defaultPrevented) return
          // The keys go on from here, if they are here.
          if (document.activeElement === list.current) picker.activate(row.index)
          picker.choose(row.user)
        }}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          onMouseDown?.(event)
          // The input, if one types there, keeps the focus.
          if (document.activeElement === input.current) event.preventDefault()
        }}
      >
        {count > 0 && (
          <div role="presentation" style={{ paddingBlock: `${before}px ${after}px` }}>
            {shown.map(render)}
          </div>
        )}
        {isAway && (
          <div role="presentation" className="cube-picker-away">
            {render(activeIndex)}
          </div>
        )}
      </div>
    )
  },
)
