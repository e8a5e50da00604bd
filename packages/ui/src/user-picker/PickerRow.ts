import type { CubeUser } from '@cubekit/core'

/** One row of the list, and how it stands with it. */
export interface PickerRow {
  readonly user: CubeUser
  readonly index: number
  /** How many rows there are, shown or not; -1 when there may be more of them. */
  readonly count: number
  /** Whether the keys are at it. */
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly isMember: boolean
  /** Whether it cannot be chosen: a member, or nobody else can be. */
  readonly isOff: boolean
}
