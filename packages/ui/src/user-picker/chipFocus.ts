/** The buttons of the chips, and the one for the rest of them, in order. */
export function chipButtons(root: HTMLElement | null): readonly HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('.cube-picker-chips button') ?? [])]
}

/** The last of {@link chipButtons}. */
export function lastChip(root: HTMLElement | null): HTMLElement | null {
  return chipButtons(root).at(-1) ?? null
}
