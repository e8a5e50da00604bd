import { createSession, loginAsGuest } from '../../src/index.ts'
import { bootTab, type Tab } from './Tab.ts'
import { people, type ServerUser } from './ModelServer.ts'
import type { Setting, World } from './World.ts'

const stored = new Map<string, { text: string | null; hints: ReadonlyMap<string, string> }>()

/**
 * What is stored of somebody whose session has the token `tok-1-secret`, as the client itself stores it. `planted`
 * is a record that says so of somebody else's token.
 */
export function prepareStart(world: World): void {
  const { start, hasHint } = world.setting
  if (start === 'nobody') return
  if (start === 'later version') {
    world.store.text = JSON.stringify({ v: 2, somethingNew: true })
    world.mishaps += 100
    return
  }
  const [anna, bert] = people
  const guest: ServerUser = { id: 1000, login: null, isGuest: true, since: world.server.now() }
  const user = start === 'guest' ? guest : start === 'planted' ? bert : anna
  const page = { name: 'an earlier page', tab: 0, isAlive: false, isFrozen: false }
  world.server.open(user ?? null, {
    page,
    sent: 0,
    sentAt: 0,
    method: 'POST',
    path: '/session',
    token: null,
    body: {},
  })
  const beginning = stored.get(start === 'guest' ? 'guest' : 'A')
  if (!beginning) throw new Error('recordStarts() comes first')
  world.store.text = beginning.text
  if (hasHint && start !== 'planted')
    for (const [key, text] of beginning.hints) world.store.hints.set(key, text)
  // Somebody who never signed in here is signed out again.
  world.wasEnded = start === 'planted'
  world.store.flush()
}

/** Finds out what a client stores of each beginning. */
export async function recordStarts(create: (setting: Setting) => World): Promise<void> {
  for (const start of ['A', 'guest'] as const) {
    const setting = {
      tabs: 1,
      hasLocks: true,
      hasProvider: false,
      isSigned: false,
      start: 'nobody',
      hasHint: true,
    } as const
    const world = create(setting)
    const tab = bootTab(world, 0, 0)
    world.tabs.push(tab)
    await world.scheduler.act(tab.page, 'starts', () => signIn(tab, start))
    while (world.scheduler.ready() > 0) await world.scheduler.step(0)
    const { text, hints } = world.store
    if (text === null || tab.client.getSession().user === null) throw new Error('nobody signed in')
    stored.set(start, { text, hints })
  }
}

function signIn({ client }: Tab, who: 'A' | 'guest'): void {
  void (who === 'guest' ? loginAsGuest(client) : createSession(client, { login: 'A', password: 'pw-A' }))
}
