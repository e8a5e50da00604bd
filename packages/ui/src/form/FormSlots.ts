import type { ReactNode } from 'react'

/** What a ready-made form takes to fill its places. */
export interface FormSlots {
  /** Replaces the heading; `null` leaves it out. */
  readonly title?: ReactNode
  /** Replaces the sentence under the heading; `null` leaves it out. */
  readonly description?: ReactNode
  /** Stands under the button, such as a link to another way in. */
  readonly footer?: ReactNode
}
