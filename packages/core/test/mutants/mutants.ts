import { keeperMutants } from './keeperMutants.ts'
import { machineMutants } from './machineMutants.ts'
import type { Mutant } from './Mutant.ts'
import { requestMutants } from './requestMutants.ts'
import { vaultMutants } from './vaultMutants.ts'

/** Every fault that is seeded into the code, one at a time. */
export const mutants: readonly Mutant[] = [
  ...machineMutants,
  ...keeperMutants,
  ...vaultMutants,
  ...requestMutants,
]
