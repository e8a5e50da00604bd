import { test } from 'vitest'
import { expectModelToHold } from './expectModel.ts'

// The real client in made-up histories of 1 to 4 tabs. Half of them here, so that two cores share the work.
test.each([21, 22])(
  'I1 to I8 and I10 hold in 5,000 histories of tabs, crashes, freezes and faults, seed %i (rows 1 to 9, 11 to 14, 17, 20 to 28, 34, 35, 40, 41, 44, 45, 47, 51 to 53, 55, 61, 63, 66)',
  (seed) => expectModelToHold(5000, seed),
  120_000,
)
