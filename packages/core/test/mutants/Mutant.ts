import type { Invariant } from '../model/Violation.ts'

/** A change of a source file. */
export interface Patch {
  /** From the repository's top. */
  readonly file: string
  /** Text that is in the file exactly once. */
  readonly find: string
  readonly replace: string
}

/** A fault that somebody could make in the code, and that the model must notice. */
export interface Mutant extends Patch {
  readonly name: string
  /** What it breaks, in a sentence. */
  readonly breaks: string
  /** Which invariants may be the first to name it. */
  readonly invariants: readonly Invariant[]
  /** Why it goes unnoticed, if it does. */
  readonly survives?: string
}

/** Makes mutants of one file of core. */
export function mutantsOf(file: string, mutants: readonly Omit<Mutant, 'file'>[]): readonly Mutant[] {
  return mutants.map((mutant) => ({ ...mutant, file: `packages/core/src/${file}` }))
}
