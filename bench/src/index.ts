import { cpus } from 'node:os'
import { measureAvatarSpeed } from './avatarSpeed.ts'
import { measureEmulatorLoad } from './emulatorLoad.ts'
import { measureExpiredSession } from './expiredSession.ts'
import { measureFormReady } from './formReady.ts'
import { measureNameReaders } from './nameReaders.ts'
import { measurePickerSpeed } from './pickerSpeed.ts'
import { measureRequestsUntilKnown } from './requestsUntilKnown.ts'
import { measureStartCost } from './startCost.ts'
import { type Section, tableOf } from './table.ts'
import { measureTypingSearch } from './typingSearch.ts'
import { measureUsersAtOnce } from './usersAtOnce.ts'

const measurements: Readonly<Record<string, () => Promise<readonly Section[]>>> = {
  requests: measureRequestsUntilKnown,
  expired: measureExpiredSession,
  start: measureStartCost,
  form: measureFormReady,
  readers: measureNameReaders,
  picker: measurePickerSpeed,
  users: measureUsersAtOnce,
  typing: measureTypingSearch,
  avatar: measureAvatarSpeed,
  emulator: measureEmulatorLoad,
}

const asked = process.argv.slice(2).filter((name) => name !== '--')
const unknown = asked.filter((name) => !(name in measurements))
if (unknown.length > 0) {
  console.error(
    `No measurement is called ${unknown.join(', ')}. There are ${Object.keys(measurements).join(', ')}.`,
  )
  process.exit(1)
}

console.log(`Node ${process.versions.node}, ${cpus().length} cores. All of it takes half an hour.`)
for (const [name, measure] of Object.entries(measurements)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const section of await measure()) console.log(tableOf(section))
}
// The official SDK may have left calls behind that never settle.
process.exit(0)
