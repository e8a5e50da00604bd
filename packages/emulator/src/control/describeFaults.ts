import type { Fault } from '../Fault.ts'
import type { FaultBoard } from '../faults.ts'

/** A fault as the controls show it. */
export type DescribedFault = Fault & {
  readonly id: number
  /** How many requests it will still hit; `null` for any number. */
  readonly left: number | null
}

/** The faults that can still hit. */
export function describeFaults(faults: FaultBoard): readonly DescribedFault[] {
  return faults.orders().map(({ id, fault, left }) => ({
    ...fault,
    id,
    left: Number.isFinite(left) ? left : null,
  }))
}
