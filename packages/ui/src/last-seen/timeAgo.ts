/** How long ago something was, in words, and how long these hold. */
export interface TimeAgo {
  /** `null` for less than a minute, which `Intl` has no words for. */
  readonly words: string | null
  /** In ms: until midnight at most. */
  readonly holdsMs: number
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "5 minutes ago", "3 hours ago", "yesterday", "2 weeks ago". Both times in ms; what is to come is as good as now. */
export function timeAgo(at: number, now: number, locale: string): TimeAgo {
  const passed = now - at
  const format = (count: number, unit: Intl.RelativeTimeFormatUnit): string =>
    formatOf(locale, unit === 'day' ? 'auto' : 'always').format(-count, unit)
  if (passed < minute) return { words: null, holdsMs: Math.min(minute - passed, minute) }
  if (passed < hour) {
    return { words: format(Math.floor(passed / minute), 'minute'), holdsMs: minute - (passed % minute) }
  }
  if (passed < day) {
    return { words: format(Math.floor(passed / hour), 'hour'), holdsMs: hour - (passed % hour) }
  }
  // From here on days count as people count them: by nights.
  const days = Math.round((midnightBefore(now) - midnightBefore(at)) / day)
  const words =
    days < 7
      ? format(days, 'day')
      : days < 30
        ? format(Math.floor(days / 7), 'week')
        : days < 365
          ? format(Math.floor(days / 30.5) || 1, 'month')
          : format(Math.floor(days / 365), 'year')
  return { words, holdsMs: midnightBefore(now, 1) - now }
}

/** The midnight before a moment, here where the person is, or one some days later. */
function midnightBefore(at: number, daysLater = 0): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater).getTime()
}

const formats = new Map<string, Intl.RelativeTimeFormat>()

function formatOf(locale: string, numeric: 'always' | 'auto'): Intl.RelativeTimeFormat {
  const key = `${locale} ${numeric}`
  const format = formats.get(key) ?? new Intl.RelativeTimeFormat(locale, { numeric })
  formats.set(key, format)
  return format
}
