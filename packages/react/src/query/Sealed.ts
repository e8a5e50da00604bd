/**
 * Carries the variables of a write past TanStack's mutation cache, which would keep them: the value is in no
 * enumerable place, is not serialised, and can be taken out once.
 */
export class Sealed<T> {
  #held: { readonly value: T } | null

  constructor(value: T) {
    this.#held = { value }
  }

  /** Takes the value out. */
  open(): T {
    const held = this.#held
    this.#held = null
    if (!held) throw new TypeError('These variables were used already.')
    return held.value
  }
}
