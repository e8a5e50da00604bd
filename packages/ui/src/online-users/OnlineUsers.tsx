'use client'

import type { CubeUser } from '@cubekit/core'
import { useCurrentUser, useOnlineCount, useOnlineUsers } from '@cubekit/react'
import { forwardRef, useContext, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { plural } from '../messages/Plural.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'
import { ListProblem } from '../user-list/ListProblem.tsx'
import { UserRows } from '../user-list/UserRows.tsx'
import { withoutRepeats } from '../user-list/withoutRepeats.ts'
import { OnlineAvatars } from './OnlineAvatars.tsx'
import { RareNews } from './RareNews.tsx'

/** Props of {@link OnlineUsers}: those of its `<div>`, and how it shows people. */
export interface OnlineUsersProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'onSelect'> {
  /** A row of pictures, or a list with names. Default: `'avatars'`. */
  readonly layout?: 'avatars' | 'list' | undefined
  /** How many pictures stand in the row; the rest is counted. Default: 6. */
  readonly max?: number | undefined
  /** How often to ask while the page is looked at, in ms. Default: 30,000. */
  readonly pollMs?: number | undefined
  /** Makes a button of each person, and is called when somebody presses it. */
  readonly onSelect?: ((user: CubeUser) => void) | undefined
  /** A person's picture, from `https:` or `blob:`, or `null` for none. Default: their own, asked for once in view. */
  readonly avatarUrl?: ((user: CubeUser) => string | null | undefined) | undefined
  /** Texts for these people alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
}

/**
 * Who is online, and how many. It asks by itself while the page is looked at, in one request for all such components, and
 * tells screen readers of changes once a minute at most.
 *
 * @example
 * import { OnlineUsers } from '@cubekit/ui/online-users'
 * import '@cubekit/ui/styles.css'
 *
 * <OnlineUsers />
 * <OnlineUsers layout="list" onSelect={(user) => open(user.id)} />
 */
export const OnlineUsers: Part<OnlineUsersProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  OnlineUsersProps
>(function OnlineUsers(
  { layout = 'avatars', max = 6, pollMs, onSelect, avatarUrl, messages: own, className, ...rest },
  ref,
) {
  const { locale, dir } = useContext(CubeLocaleContext)
  const me = useCurrentUser()
  const messages = useMessages(peopleEnglish, own)
  const { data: users, error, errorUpdatedAt, isFetching, isPaused, refetch } = useOnlineUsers({ pollMs })
  const { data: count } = useOnlineCount({ pollMs })
  const summary =
    count === undefined
      ? null
      : count === 0
        ? messages['people.nobodyOnline']
        : plural(messages['people.onlineCount'], count, locale ?? 'en')
  const isStuck = isPaused && !users
  const failed = users || isFetching ? null : error
  const problem = failed ? (
    <ListProblem error={failed} at={errorUpdatedAt} messages={own} onRetry={() => void refetch()} />
  ) : isStuck ? (
    <div role="status" className="cube-notice">
      {messages['people.disconnected']}
    </div>
  ) : null
  return (
    <div
      lang={locale}
      dir={dir}
      {...rest}
      ref={ref}
      data-layout={layout}
      className={classNames('cube-themed cube-online', className)}
    >
      {layout === 'avatars' && users && users.length > 0 && (
        <OnlineAvatars
          users={withoutRepeats(users).slice(0, max)}
          count={count ?? users.length}
          label={messages['people.online']}
          avatarUrl={avatarUrl}
          onSelect={onSelect}
          messages={own}
        />
      )}
      {summary !== null && <div className="cube-online-count">{summary}</div>}
      {layout === 'list' && (users?.length !== 0 || problem) && (
        <UserRows
          options={{ label: messages['people.online'], presence: true, avatarUrl, onSelect, messages: own }}
          users={users ?? []}
          isLoading={!users && !problem}
          notice={problem}
        />
      )}
      {layout === 'avatars' && problem}
      {/* For each person anew: what one was told is not for the next. */}
      <RareNews key={me?.id ?? 'nobody'} news={summary} />
    </div>
  )
})
