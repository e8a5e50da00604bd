/** "in 27 seconds", "in 3 minutes", "in 2 hours", in the words and digits of a locale. */
export function relativeTime(seconds: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale)
  if (seconds < 100) return format.format(seconds, 'second')
  if (seconds < 6000) return format.format(Math.ceil(seconds / 60), 'minute')
  return format.format(Math.ceil(seconds / 3600), 'hour')
}
