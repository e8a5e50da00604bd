import type { Page } from './Scheduler.ts'
import type { StoredRecord, StoreWatch } from './VirtualStore.ts'
import type { World } from './World.ts'

/** Watches what is stored: I2 (b), I6 and I8. */
export class RecordWatch implements StoreWatch {
  /** When tokens were ended, by what was stored. */
  readonly ended: Map<string, number> = new Map()
  readonly #world: World
  readonly #whose = new Map<number, string>()
  /** When it was last stored that nobody is signed in, and that somebody is not any more. */
  nobodyAt = 0
  lastEnding = 0

  constructor(world: World) {
    this.#world = world
  }

  committed(before: StoredRecord | null, after: StoredRecord, page: Page): void {
    if (before) this.#checkOrder(before, after)
    this.#checkIdentity(before, after)
    if (before) this.#checkCause(before, after, page)
    const token = before?.identity?.token
    if (token && token !== after.identity?.token && after.epoch > before.epoch) {
      this.ended.set(token, this.#world.scheduler.count)
    }
    if (!after.identity) this.nobodyAt = this.#world.scheduler.count
    if (before && !after.identity && after.epoch > before.epoch) this.lastEnding = this.#world.scheduler.count
  }

  noted(text: string): void {
    if (text.includes('tok-')) this.#world.violate('I9', 'a hint holds a token')
  }

  overwrote(): void {
    this.#world.violate('I6', "a later version's record was overwritten")
  }

  heard(page: Page, moment: number): void {
    const tab = this.#world.tabs[page.tab]
    if (tab?.page !== page) return
    // A look may take two reads: what counts is what the last but one had found.
    tab.heardAt = tab.lastHeardAt
    tab.lastHeardAt = Math.max(tab.lastHeardAt, moment)
  }

  /** What was stored before the site's data were cleared binds nobody. */
  forget(): void {
    this.#whose.clear()
    this.ended.clear()
    this.lastEnding = 0
  }

  #checkOrder(before: StoredRecord, after: StoredRecord): void {
    const order = after.epoch - before.epoch || after.rev - before.rev
    if (order < 0) {
      this.#world.violate('I6', `${after.epoch}.${after.rev} is stored over ${before.epoch}.${before.rev}`)
    }
    const isSame =
      before.identity?.token === after.identity?.token &&
      before.identity?.user.id === after.identity?.user.id &&
      before.appToken === after.appToken
    if (order === 0 && !isSame) {
      this.#world.violate('I6', `two different records are called ${after.epoch}.${after.rev}`)
    }
  }

  #checkIdentity(before: StoredRecord | null, after: StoredRecord): void {
    const { server, store } = this.#world
    const who = after.identity ? `${after.identity.kind} ${after.identity.user.id}` : 'nobody'
    const known = this.#whose.get(after.epoch)
    const isOneLine = !this.#world.wasCleared && store.failures === 0
    if (known !== undefined && known !== who && isOneLine) {
      this.#world.violate('I8', `epoch ${after.epoch} was of ${known} and is of ${who}`)
    }
    this.#whose.set(after.epoch, who)
    const token = after.identity?.token
    if (!token || token === before?.identity?.token) return
    const session = server.sessions.get(token)
    const isPlanted = this.#world.setting.start === 'planted' && store.failures > 0
    if (session?.user?.id !== after.identity?.user.id && !isPlanted) {
      return this.#world.violate('I8', `${token} is stored as that of ${who}, which it is not`)
    }
    const signIn = session?.signedInBy
    if (!signIn || before?.epoch === after.epoch) return
    // Who signed in in memory, and was renewed there, is stored at one go when the storage works again.
    if (JSON.stringify(signIn.body).includes('renew-') && before && isOneLine) {
      this.#world.violate('I8', `${who} was signed in anew without anybody's doing`)
    }
    // An adoption sends nothing: when it began is known to its own tab alone.
    // Nor has a tab that was on its own heard of anything.
    const isApart = signIn.method === 'ADOPT' || this.#world.tabs[signIn.page.tab]?.isOnItsOwn
    if (signIn.sent < this.lastEnding && !isApart && !this.#world.wasCleared) {
      this.#world.violate('I2', `a sign-in as ${who} that began before a logout is stored after it`)
    }
  }

  /** Nothing but the server's refusal or somebody's doing ends a session. */
  #checkCause(before: StoredRecord, after: StoredRecord, page: Page): void {
    const token = before.identity?.token
    const { wasEnded, wasCleared, store } = this.#world
    if (!token || wasEnded || wasCleared || store.failures > 0) return
    if (after.epoch === before.epoch ? after.identity?.token !== null : after.identity !== null) return
    const session = this.#world.server.sessions.get(token)
    if (this.#world.traffic.hasMerelyFailed(page)) {
      this.#world.violate('I6', `${token} was given up because its renewal met with a failing server`)
    }
    if (session?.wasRefused || session?.user?.isGuest) return
    this.#world.violate('I6', `${token} was given up, though the server never refused it`)
  }
}
