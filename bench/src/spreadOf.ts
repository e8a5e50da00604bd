/** The middle, the ends, and the 95th percentile of measured values. */
export function spreadOf(values: readonly number[]): {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly p95: number
} {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
  return { median: at(0.5), least: at(0), most: at(1), p95: at(0.95) }
}
