import { cpus } from 'node:os'
import { measureEmulatorLoad } from './emulatorLoad.ts'
import { measureExpiredSession } from './expiredSession.ts'
import { measureFormReady } from './formReady.ts'
import { measureNameReaders } from './nameReaders.ts'
import { measureRequestsUntilKnown } from './requestsUntilKnown.ts'
import { measureStartCost } from './startCost.ts'
import { tableOf } from './table.ts'

const measurements = [
  measureRequestsUntilKnown,
  measureExpiredSession,
  measureStartCost,
  measureFormReady,
  measureNameReaders,
  measureEmulatorLoad,
]

console.log(`Node ${process.versions.node}, ${cpus().length} cores. Takes two minutes.`)
for (const measure of measurements) {
  for (const section of await measure()) console.log(tableOf(section))
}
// The official SDK may have left calls behind that never settle.
process.exit(0)
