import { expect, test } from 'vitest'
import { timeAgo } from './timeAgo.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Noon, wherever the test runs. */
const now = new Date(2026, 10, 21, 12).getTime()
const noon = (daysAgo: number): number => new Date(2026, 10, 21 - daysAgo, 12).getTime()

test.each([
  [now, null],
  [now - 59 * second, null],
  [now + 5 * minute, null],
  [now - minute, '1 minute ago'],
  [now - 5 * minute - 59 * second, '5 minutes ago'],
  [now - 59 * minute, '59 minutes ago'],
  [now - hour, '1 hour ago'],
  [now - 23 * hour - 59 * minute, '23 hours ago'],
  [noon(1), 'yesterday'],
  [noon(1) - 11 * hour, 'yesterday'],
  [noon(1) - 13 * hour, '2 days ago'],
  [noon(6), '6 days ago'],
  [noon(7), '1 week ago'],
  [noon(20), '2 weeks ago'],
  [noon(29), '4 weeks ago'],
  [noon(30), '1 month ago'],
  [noon(61), '2 months ago'],
  [noon(364), '11 months ago'],
  [noon(365), '1 year ago'],
  [noon(1_000), '2 years ago'],
])('%i is %s', (at, words) => {
  expect(timeAgo(at, now, 'en').words).toBe(words)
})

test.each([
  ['uk', '5 хвилин тому', 'учора'],
  ['ar', 'قبل ٥ دقائق', 'أمس'],
  ['ja', '5 分前', '昨日'],
  ['de', 'vor 5 Minuten', 'gestern'],
])('in %s', (locale, minutes, yesterday) => {
  expect(timeAgo(now - 5 * minute, now, `${locale}-u-nu-${locale === 'ar' ? 'arab' : 'latn'}`).words).toBe(
    minutes,
  )
  expect(timeAgo(noon(1), now, locale).words).toBe(yesterday)
})

test.each([
  0,
  30 * second,
  90 * second,
  59.5 * minute,
  hour,
  5.3 * hour,
  23.9 * hour,
  2 * day,
  9 * day,
  400 * day,
])('words of %i ms ago hold until just before they change', (ago) => {
  const at = now - ago
  const { words, holdsMs } = timeAgo(at, now, 'en')
  expect(holdsMs).toBeGreaterThan(0)
  expect(timeAgo(at, now + holdsMs - 1, 'en').words).toBe(words)
  // Of weeks and more they may stay the same at midnight.
  if (ago < 2 * day) expect(timeAgo(at, now + holdsMs, 'en').words).not.toBe(words)
})
