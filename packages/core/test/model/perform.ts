import {
  adoptSession,
  createSession,
  type CubeUser,
  deleteUser,
  destroySession,
  getSession,
  login,
  loginAsGuest,
  logout,
  prepareLogin,
  type SessionGrant,
} from '../../src/index.ts'
import type { Act } from './Act.ts'
import { people, profileOf, type ServerFault } from './ModelServer.ts'
import { bootTab, crashTab, type Tab, tokenOf } from './Tab.ts'
import type { StoreFault } from './VirtualStore.ts'
import type { World } from './World.ts'
import type { BusFault } from './VirtualTabs.ts'

const serverFaults: readonly ServerFault[] = [
  'unreachable',
  'lost answer',
  'hangs',
  '503',
  '429',
  'html',
  'rejects fresh tokens',
  'no sessions',
]
const storeFaults: readonly StoreFault[] = ['refuses', 'hangs', 'forgets to say']
const sleeps = [1000, 5000, 10_000, 20_000, 31_000, 61_000, 600_000, 3 * 3_600_000]
const manners = ['right', 'wrong person', 'nothing', 'throws', 'hangs'] as const

/** Lets an act happen in its tab. */
export function perform(world: World, act: Act): void {
  const tab = world.tabs[act.tab]
  if (!tab) return
  if (isThePersons(act) && !tab.page.isFrozen) return performHere(world, tab, act)
  performAround(world, tab, act)
}

/** What the app or the person in front of a tab does; nothing of it happens in a frozen one. */
function isThePersons({ kind }: Act): boolean {
  return personal.has(kind)
}

const personal: ReadonlySet<Act['kind']> = new Set([
  'app request',
  'user request',
  'who',
  'sign in as A',
  'sign in as B',
  'log in',
  'guest',
  'log out',
  'destroy',
  'prepare',
  'abort',
  'delete the account',
  'adopt a session',
])

function performHere(world: World, tab: Tab, { kind, n }: Act): void {
  const { client } = tab
  const { calls, traffic } = world
  const person = n % 2 === 0 ? 'A' : 'B'
  const password = n === 15 ? 'wrong' : `pw-${person}`
  const signIn = (
    run: (signal: AbortSignal) => Promise<CubeUser | null>,
    as: 'sign-in' | 'adoption' = 'sign-in',
  ): void => {
    traffic.personActed()
    calls.make(
      tab,
      as,
      ({ controller }) => run(controller.signal),
      (user) => {
        // Who deletes the account at the same moment comes after it.
        if (user?.id === client.scope().user || calls.isOpen(tab, 'deletion')) return
        world.violate('I8', `a sign-in gave ${user?.id ?? 'nobody'}, but somebody else is signed in`)
      },
    )
  }
  switch (kind) {
    case 'app request':
    case 'user request': {
      request(world, tab, kind === 'app request' ? 'app' : 'user')
      return
    }
    case 'who':
      calls.make(tab, 'who', ({ controller }) => getSession(client, { signal: controller.signal }))
      return
    case 'sign in as A':
    case 'sign in as B': {
      const name = kind.at(-1) ?? ''
      signIn(async (signal) => {
        const { user } = await createSession(client, { login: name, password: `pw-${name}` }, { signal })
        return user
      })
      return
    }
    case 'log in':
      traffic.appAllowance += 2
      signIn((signal) => login(client, { login: person, password }, { signal }))
      return
    case 'guest':
      signIn((signal) => loginAsGuest(client, {}, { signal }))
      return
    case 'adopt a session':
      return signIn(() => adoptSession(client, grantOf(world, tab, person)), 'adoption')
    case 'prepare':
      traffic.appAllowance++
      calls.make(tab, 'prepare', () => prepareLogin(client))
      return
    case 'log out':
    case 'destroy':
      return leave(world, tab, kind)
    case 'delete the account':
      world.wasEnded = true
      traffic.personActed()
      calls.make(tab, 'deletion', () => deleteUser(client))
      return
    default:
      return abort(world, tab, n)
  }
}

/** A session that something else than the client has opened. */
function grantOf({ server, scheduler }: World, { page }: Tab, login: string): SessionGrant {
  const made = server.open(people.find((person) => person.login === login) ?? null, null)
  const sent = ++scheduler.count
  made.signedInBy = { page, sent, sentAt: 0, method: 'ADOPT', path: '/session', token: null, body: {} }
  const { token, id, user } = made
  const profile = user ? profileOf(user) : undefined
  return { session: { token, id, application_id: 1, user_id: user?.id ?? null, user: profile } }
}

/** A request of an app: the answer tells who, in the server's eyes, asked. */
export function request(world: World, tab: Tab, rights: 'app' | 'user'): ReturnType<World['calls']['make']> {
  const made = world.calls.make(
    tab,
    rights,
    ({ path, controller }) =>
      tab.client.request({ method: 'GET', path, rights, parse: askedBy }, { signal: controller.signal }),
    (asker) => world.calls.checkDelivery(tab, made, asker),
  )
  return made
}

function askedBy(body: unknown): number | null {
  return (body as { asked_by: number | null }).asked_by
}

function leave(world: World, tab: Tab, kind: 'log out' | 'destroy'): void {
  const { client } = tab
  const token = tokenOf(client)
  const wasSomebody = client.getSession().user !== null
  world.wasEnded = true
  world.traffic.personActed()
  if (kind === 'destroy') world.traffic.appAllowance += 2
  world.calls.make(
    tab,
    'end',
    () => {
      const ending = kind === 'destroy' ? destroySession(client) : logout(client)
      if (client.getSession().user) world.violate('I2', 'somebody is visible after logout() has returned')
      return ending
    },
    ({ durable }) => {
      const token = world.store.record()?.identity?.token
      const signIn = token ? world.server.sessions.get(token)?.signedInBy : null
      const isBefore = signIn && signIn.method !== 'ADOPT' && signIn.sent < leftAt
      if (durable && isBefore && !world.wasCleared && world.store.failures === 0) {
        world.violate('I2', `${token} was somebody's before a logout, and is stored after it`)
      }
    },
  )
  const leftAt = ++world.scheduler.count
  tab.leftAt = leftAt
  const isNoted = world.store.faults[tab.index] === 'none' && !tab.isOnItsOwn
  if (wasSomebody && isNoted) world.departures.push({ page: tab.page, token, at: tab.leftAt })
}

function abort(world: World, tab: Tab, n: number): void {
  const open = world.calls.all.filter(
    (call) => call.page === tab.page && !call.isSettled && canAbort.has(call.kind),
  )
  const call = open[n % Math.max(1, open.length)]
  if (!call) return
  call.isAborted = true
  call.controller.abort()
  world.mishaps++
  // A sign-in that is being stored is not given up any more.
  if (call.kind !== 'sign-in') world.aborted = call
}

const canAbort: ReadonlySet<string> = new Set(['app', 'user', 'who', 'sign-in'])

function performAround(world: World, tab: Tab, { kind, n }: Act): void {
  const { scheduler, server, store, bus } = world
  switch (kind) {
    case 'expire':
      return server.end(({ user }) => (n % 3 === 0 ? true : n % 3 === 1 ? user !== null : user === null))
    case 'freeze':
      if (tab.page.isFrozen) return
      tab.hadSlept = n % 2 === 0
      if (tab.hadSlept) bus.tell(tab.page, 'slept')
      tab.page.isFrozen = true
      return
    case 'thaw':
      return thaw(world, tab)
    case 'crash':
      return reboot(world, [tab])
    case 'kill the browser': {
      // What was only noted may be lost, what was stored is not.
      const kept = world.departures.filter(({ at }) => at < world.records.lastEnding)
      world.departures.splice(0, Infinity, ...kept)
      store.kill()
      return reboot(world, [...world.tabs])
    }
    case 'focus':
    case 'online':
      if (!tab.page.isFrozen) bus.tell(tab.page, kind === 'focus' ? 'woke' : 'online')
      return
    case 'sleep':
      store.flush()
      // What takes that long has failed, as far as the client knows.
      if (store.pending > 0) failAll(world)
      return scheduler.pass(sleeps[n % sleeps.length] ?? 0)
    case 'server fault':
      server.fault = serverFaults[n % serverFaults.length] ?? 'none'
      world.mishaps++
      return
    case 'server mends':
      server.fault = 'none'
      return
    case 'storage fault': {
      const fault = storeFaults[n % storeFaults.length] ?? 'none'
      for (const each of n > 11 ? world.tabs : [tab]) {
        store.faults[each.index] = fault
        each.isOnItsOwn = true
      }
      world.mishaps += 10
      return
    }
    case 'storage mends':
      return void store.faults.fill('none')
    case 'bus fault':
      bus.fault = (['loses', 'doubles'] satisfies BusFault[])[n % 2] ?? 'none'
      return
    case 'bus mends':
      bus.fault = 'none'
      return
    case 'provider':
      world.provider = manners[n % manners.length] ?? 'right'
      return
    case 'password changed':
      server.isRenewalRefused = n % 4 !== 0
      return server.end(({ user }) => user?.id === 1)
    case 'clock':
      // What was noted by another clock counts no more.
      world.traffic.personActed()
      world.clockError +=
        [-86_400_000, -3 * 3_600_000, -40_000, 40_000, 3 * 3_600_000, 86_400_000][n % 6] ?? 0
      world.mishaps++
      return
    case 'clear site data':
      world.wasCleared = true
      world.traffic.appAllowance += 3
      world.records.forget()
      world.departures.length = 0
      return store.clear()
    default:
  }
}

export function thaw(world: World, tab: Tab): void {
  if (!tab.page.isFrozen) return
  tab.page.isFrozen = false
  tab.thawedAt = ++world.scheduler.count
  // A page that was told of its sleep may hear late that it is over.
  if (!tab.hadSlept) world.bus.tell(tab.page, 'woke')
  else world.scheduler.later(tab.page, 'hears that it woke', () => world.bus.tell(tab.page, 'woke'))
}

/** Every tab may be on its own from now on. */
function failAll(world: World): void {
  world.store.failures++
  world.mishaps += 10
  for (const tab of world.tabs) tab.isOnItsOwn = true
}

function reboot(world: World, tabs: readonly Tab[]): void {
  for (const tab of tabs) crashTab(world, tab)
  for (const { index } of tabs) {
    world.tabs[index] = bootTab(world, index, ++world.reboots)
    world.mishaps++
  }
}
