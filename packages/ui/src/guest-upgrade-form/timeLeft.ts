/** "in 5 hours", "in 40 minutes", in the words and digits of a locale. Hours that have begun do not count. */
export function timeLeft(minutes: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale)
  return minutes < 120 ? format.format(minutes, 'minute') : format.format(Math.floor(minutes / 60), 'hour')
}
