import { type Call, CallWatch } from './CallWatch.ts'
import { ModelServer } from './ModelServer.ts'
import { RecordWatch } from './RecordWatch.ts'
import { type Page, Scheduler } from './Scheduler.ts'
import type { Tab } from './Tab.ts'
import { TrafficWatch } from './TrafficWatch.ts'
import { type Invariant, Violation } from './Violation.ts'
import { VirtualStore } from './VirtualStore.ts'
import { VirtualTabs } from './VirtualTabs.ts'

/** What an app's `credentialProvider` does when it is asked. */
export type ProviderManner = 'right' | 'wrong person' | 'nothing' | 'throws' | 'hangs'

/** What a run is set in. */
export interface Setting {
  readonly tabs: number
  readonly hasLocks: boolean
  readonly hasProvider: boolean
  readonly isSigned: boolean
  /** Who is signed in when the run begins. */
  readonly start: 'nobody' | 'A' | 'guest' | 'planted' | 'later version'
  /** Whether the hint beside what is stored is there too. */
  readonly hasHint: boolean
}

/** Somebody left, and it could be noted at once. */
interface Departure {
  readonly page: Page
  readonly token: string | null
  readonly at: number
}

/** Everything of one run. */
export class World {
  readonly setting: Setting
  readonly scheduler: Scheduler = new Scheduler()
  readonly server: ModelServer
  readonly store: VirtualStore
  readonly bus: VirtualTabs
  readonly records: RecordWatch
  readonly traffic: TrafficWatch
  readonly calls: CallWatch
  readonly tabs: Tab[] = []
  provider: ProviderManner = 'right'
  /** How far this device's clock is off, ms. */
  clockError = 0
  /** The first invariant that did not hold. */
  violation: Violation | null = null
  /** What happened that costs further sessions: crashes, faults, waits that were too long. */
  mishaps = 0
  /** Whether anything was done after which a record may begin anew. */
  wasCleared = false
  wasEnded = false
  /** Who left where it could be noted at once, and when. */
  readonly departures: Departure[] = []
  /** The call that was aborted just now: it rejects at once. */
  aborted: Call | null = null
  reboots = 0

  constructor(setting: Setting) {
    this.setting = setting
    this.records = new RecordWatch(this)
    this.traffic = new TrafficWatch(this)
    this.calls = new CallWatch(this)
    this.server = new ModelServer(this.scheduler, this.traffic)
    this.store = new VirtualStore(this.scheduler, this.records)
    this.bus = new VirtualTabs(this.scheduler, (payload) => {
      const names = Object.keys(payload as object)
        .sort()
        .join()
      if (names !== 'epoch,rev') this.violate('I9', `a message to other tabs carries ${names}`)
    })
    this.bus.hasLocks = setting.hasLocks
    this.server.isSigned = setting.isSigned
  }

  violate(invariant: Invariant, what: string): void {
    this.scheduler.trace?.(`!! ${invariant}: ${what}`)
    this.violation ??= new Violation(invariant, what)
  }

  /** This device's time, ms since 1970. */
  now(): number {
    return this.server.now() + this.clockError
  }
}
