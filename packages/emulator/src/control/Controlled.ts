import type { Emulator } from '../Emulator.ts'
import type { FaultBoard } from '../faults.ts'
import type { Journal } from '../journal.ts'
import type { Outbox } from '../outbox.ts'

/** What the controls hold on to. */
export interface Controlled {
  readonly emulator: Emulator
  readonly faults: FaultBoard
  readonly journal: Journal
  readonly outbox: Outbox
  /** A number that grows with every request and every control. */
  revision(): number
}
