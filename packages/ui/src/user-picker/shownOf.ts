/** How many of the chosen are shown, unless all are. */
const most = 30

/** Who of many is shown: the first of them, and the last, who has just been chosen. */
export function shownOf(ids: readonly number[], isUnfolded: boolean): readonly number[] {
  return isUnfolded || ids.length <= most ? ids : [...ids.slice(0, most - 1), ...ids.slice(-1)]
}
