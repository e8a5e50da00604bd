'use client'

import { useState, type CSSProperties } from 'react'
import { spotFor } from './spotFor.ts'
import type { PickerKind } from './usePicker.ts'

/** Whether the list is open, and where. */
interface Opening {
  readonly isOpen: boolean
  /** Whether the popup is in the page already, not to be seen yet: somebody is about to open it. */
  readonly isReady: boolean
  /** Where the popup is. */
  readonly spot: CSSProperties
  /** Finds the popup its place anew. */
  readonly place: () => void
  /** The pointer is over the picker, or the focus in it. */
  readonly approach: () => void
  /** The pointer has gone on. */
  readonly withdraw: () => void
  readonly show: () => void
  readonly hide: () => void
}

interface OpeningOptions {
  readonly kind: PickerKind
  readonly isOff: boolean
  /** Whether rendering the list before it opens asks nobody. */
  readonly isFree: boolean
  /** What the popup keeps to. */
  readonly anchor: () => HTMLElement | null
}

/** Opens and closes a list, whose popup is rendered before anybody presses: then it opens in a fraction of the time. */
export function useOpening({ kind, isOff, isFree, anchor }: OpeningOptions): Opening {
  const [isOpened, setOpened] = useState(false)
  const [isNear, setNear] = useState(false)
  const [spot, setSpot] = useState<CSSProperties>({})
  const isOpen = kind === 'list' || (isOpened && !isOff)

  const place = (): void => {
    const around = anchor()
    if (kind !== 'popup' || !around) return
    const next = spotFor(around)
    setSpot((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next))
  }
  return {
    isOpen,
    isReady: kind === 'popup' && isNear && isFree && !isOpen && !isOff,
    spot,
    place,
    approach() {
      // Only the top layer can hold what nobody sees without making a box around it scroll.
      if (kind !== 'popup' || isNear || isOpen || !('showPopover' in HTMLElement.prototype)) return
      place()
      setNear(true)
    },
    withdraw: () => setNear(false),
    /** Its place is found before, while all is laid out still: afterwards that would have to be done twice. */
    show() {
      place()
      setOpened(true)
    },
    hide() {
      setOpened(false)
      setNear(false)
    },
  }
}
