'use client'

import { useServerNow } from '@cubekit/react'
import {
  forwardRef,
  useCallback,
  useContext,
  useSyncExternalStore,
  type ComponentPropsWithoutRef,
} from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { CubeLocaleContext } from '../messages/CubeLocaleContext.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import { peopleEnglish } from '../messages/english/people.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'
import { pageTicker } from './pageTicker.ts'
import { timeAgo } from './timeAgo.ts'

/** Props of {@link LastSeen}: those of its `<time>`, and the moment. */
export interface LastSeenProps extends Omit<ComponentPropsWithoutRef<'time'>, 'dateTime' | 'children'> {
  /** ISO 8601, as `last_request_at`. Nothing is shown for `null`, which is what somebody has who was never there. */
  readonly at: string | null | undefined
  /** Texts for this time alone, over those of `CubeLocaleProvider`. */
  readonly messages?: Partial<UsersMessages & CubeMessages> | undefined
}

/**
 * How long ago somebody was there, by the server's clock: "just now", "5 minutes ago", "yesterday". It goes on by itself,
 * and nothing around it renders again: all of a page by one timer, which sleeps while no words change and while nobody
 * looks. The whole date is its `title`.
 *
 * @example
 * import { LastSeen } from '@cubekit/ui/last-seen'
 *
 * <LastSeen at={user.last_request_at} />
 */
export const LastSeen: Part<LastSeenProps, HTMLTimeElement> = forwardRef<HTMLTimeElement, LastSeenProps>(
  function LastSeen({ at, ...rest }, ref) {
    const moment = Date.parse(at ?? '')
    return Number.isNaN(moment) ? null : <Ticking {...rest} moment={moment} ref={ref} />
  },
)

interface TickingProps extends Omit<LastSeenProps, 'at'> {
  readonly moment: number
}

const Ticking = forwardRef<HTMLTimeElement, TickingProps>(function Ticking(
  { moment, messages: own, className, ...rest },
  ref,
) {
  const now = useServerNow()
  const { locale = 'en' } = useContext(CubeLocaleContext)
  const messages = useMessages(peopleEnglish, own)
  const isHydrated = useHydrated()
  const dateTime = new Date(moment).toISOString()
  const follow = useCallback(
    (notify: () => void) => pageTicker.follow(() => timeAgo(moment, now(), locale).holdsMs, notify),
    [now, moment, locale],
  )
  const words = useSyncExternalStore(
    follow,
    () => timeAgo(moment, now(), locale).words,
    // The server does not know when its words will be read, nor where.
    () => dateTime.slice(0, 10),
  )
  return (
    <time
      title={isHydrated ? dateOf(moment, locale) : undefined}
      {...rest}
      ref={ref}
      dateTime={dateTime}
      className={classNames('cube-last-seen', className)}
    >
      {words ?? messages['people.justNow']}
    </time>
  )
})

function dateOf(moment: number, locale: string): string {
  return new Date(moment).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' })
}
