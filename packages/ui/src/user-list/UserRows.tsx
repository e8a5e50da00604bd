'use client'

import type { CubeUser } from '@cubekit/core'
import { forwardRef, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useWindow } from '../windowing/useWindow.ts'
import type { ListOptions } from './ListOptions.ts'
import { SkeletonRow } from './SkeletonRow.tsx'
import { useLate } from './useLate.ts'
import { useRem } from './useRem.ts'
import { useRowFocus } from './useRowFocus.ts'
import { UserRow } from './UserRow.tsx'
import { withoutRepeats } from './withoutRepeats.ts'

/** People to show, and what is still to come. */
interface UserRowsProps {
  readonly options: ListOptions
  readonly users: readonly CubeUser[]
  /** How many there are in all, as far as is known. */
  readonly total?: number
  /** Whether nothing has come yet. */
  readonly isLoading?: boolean
  /** Asks for more: called while the end is near. Left out when there are no more. */
  readonly onMore?: (() => void) | undefined
  /** Stands below the rows: why there are no others. */
  readonly notice?: ReactNode
}

/** So many rows stand for those who are on the way. */
const skeletons = { first: 6, more: 3 }
/** So many rows before the end it is time to ask for more. */
const nearEnd = 10
const lateMs = 200

/** A list that renders those of its rows that can be seen, and the one with the focus. */
export const UserRows: Part<UserRowsProps, HTMLDivElement> = forwardRef<HTMLDivElement, UserRowsProps>(
  function UserRows({ options, users: given, total = 0, isLoading = false, onMore, notice }, ref) {
    const {
      label,
      onSelect,
      href,
      avatarUrl: _avatarUrl,
      renderUser: _renderUser,
      presence: _presence,
      rowHeight: rem = 3.5,
      empty,
      messages: own,
      className,
      ...rest
    } = options
    const { locale, dir } = useContext(CubeLocaleContext)
    const messages = useMessages(peopleEnglish, own)
    const users = useMemo(() => withoutRepeats(given), [given])
    const isLate = useLate(isLoading, lateMs)
    const rowHeight = useRem() * rem
    const list = useRef<HTMLDivElement>(null)
    const toCome = isLoading ? skeletons.first : onMore ? skeletons.more : 0
    const count = users.length + toCome
    const { first, last, before, after, scrollToRow } = useWindow({ count, rowHeight, list })
    const { kept, stop, handlers } = useRowFocus({ users, list, rowHeight, scrollToRow })

    useEffect(() => {
      if (last >= users.length - nearEnd) onMore?.()
    })

    const rows = Array.from({ length: last - first + 1 }, (_, at) => first + at)
    if (kept !== null && (kept < first || kept > last)) rows[kept < first ? 'unshift' : 'push'](kept)
    const tabStop =
      stop !== null && rows.includes(stop) ? stop : Math.min(first && first + 1, users.length - 1)
    const isEmpty = !isLoading && users.length === 0 && !notice
    const hasControls = Boolean(onSelect ?? href)
    return (
      <div
        lang={locale}
        dir={dir}
        {...rest}
        ref={ref}
        className={classNames('cube-themed cube-people', className)}
      >
        <div
          ref={list}
          role="group"
          aria-label={label ?? messages['people.list']}
          // Without controls in it, it is itself what the keys scroll.
          tabIndex={hasControls && users.length > 0 ? -1 : 0}
          className="cube-people-list"
          // Here, so that without our CSS it is no higher than what it renders.
          style={{ maxBlockSize: 'var(--cube-list-height, 24rem)', overflowY: 'auto' }}
          {...handlers}
        >
          <ul
            // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari takes lists without markers for none
            role="list"
            aria-busy={isLoading || undefined}
            hidden={isEmpty || (count === 0 && Boolean(notice))}
            style={{
              paddingBlock: `${before}px ${after}px`,
              visibility: isLoading && !isLate ? 'hidden' : undefined,
            }}
          >
            {rows.map((index) => {
              const user = users[index]
              return user ? (
                <UserRow
                  key={user.id}
                  user={user}
                  index={index}
                  total={Math.max(total, users.length)}
                  blockSize={rowHeight}
                  isKept={index < first || index > last}
                  isStop={index === tabStop}
                  options={options}
                />
              ) : (
                <SkeletonRow key={`to come ${index - users.length}`} blockSize={rowHeight} />
              )
            })}
          </ul>
          {notice}
          <div role="status">
            {isLate && <span style={visuallyHidden}>{messages['people.loading']}</span>}
            {isEmpty && <div className="cube-notice">{empty ?? messages['people.none']}</div>}
          </div>
        </div>
      </div>
    )
  },
)
