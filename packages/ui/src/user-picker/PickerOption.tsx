'use client'

import { forwardRef, memo, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { identifierOf } from '../form/identifierOf.ts'
import { Icon } from '../form/Icon.tsx'
import type { Part } from '../form/Part.ts'
import { plainName, shownName } from '../form/shownName.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { nameOf } from '../user-avatar/nameOf.ts'
import { usePickerParts } from './PickerContext.ts'
import type { PickerRow } from './PickerRow.ts'

/** Props of a row: those of its `<div>`, and which it is. Children replace avatar, names and check mark. */
export interface PickerOptionProps extends Omit<ComponentPropsWithoutRef<'div'>, 'id' | 'role'> {
  readonly row: PickerRow
}

/** Somebody who can be chosen. */
export const PickerOption: Part<PickerOptionProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PickerOptionProps
>(function PickerOption({ row, className, children, ...rest }, ref) {
  const { id } = usePickerParts()
  const { user, index, count, isActive, isChosen, isOff } = row
  return (
    <div
      {...rest}
      ref={ref}
      id={`${id}-${user.id}`}
      role="option"
      aria-selected={isChosen}
      aria-disabled={isOff || undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-active={isActive ? '' : undefined}
      className={classNames('cube-picker-row', className)}
    >
      {children ?? <Person row={row} />}
    </div>
  )
})

/** Avatar, name, login or email, and whether they are chosen. */
function Person({ row: { user, isChosen, isMember } }: { readonly row: PickerRow }) {
  const { props, texts, nameFor } = usePickerParts()
  const name = nameOf(user)
  const identifier = identifierOf(user)
  // The login of a guest was made up by the server.
  const detail = identifier !== null && identifier !== name && !user.is_guest ? shownName(identifier) : null
  return (
    <>
      <Face user={user} src={props.avatarUrl?.(user)} />
      <span className="cube-picker-name" dir="auto" title={name === null ? undefined : plainName(name)}>
        {nameFor(user)}
      </span>{' '}
      {isMember ? (
        <span className="cube-picker-detail">{texts['picker.member']}</span>
      ) : (
        detail && (
          <span className="cube-picker-detail" dir="auto">
            {detail}
          </span>
        )
      )}
      {isChosen && <Icon d="m3 8.5 3.4 3.4L13 4.6" />}
    </>
  )
}

/** Rendered again for others alone: finding the initials takes most of a row’s time. */
const Face = memo(Avatar)
