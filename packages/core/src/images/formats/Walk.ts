import { refuseImage } from '../ImageRefusal.ts'

/** Some bytes of a file that are no part of its picture. */
export interface Extra {
  readonly start: number
  /** The first byte that is something else again. */
  readonly end: number
  /** Says what the colours mean. */
  readonly isColor?: boolean
}

/** Files of 10 MB have tens of thousands of parts at most. One that swarms with them would stall the page. */
const mostCost = 1_000_000
const mostExtras = 10_000

/** What is noted on the way through a file. */
export class Walk {
  #cost = 0
  readonly #extras: Extra[] = []

  /** Before each part, and for less before what is hardly one. */
  step(cost = 10): void {
    this.#cost += cost
    if (this.#cost > mostCost) throw refuseImage('broken')
  }

  note(extra: Extra): void {
    if (this.#extras.length >= mostExtras) throw refuseImage('broken')
    this.#extras.push(extra)
  }

  /** All that was noted, and what stands behind the end of the picture, if anything does. */
  extrasUntil(end: number, bytes: Uint8Array): readonly Extra[] {
    return end < bytes.length ? [...this.#extras, { start: end, end: bytes.length }] : this.#extras
  }
}
