import { type Tab, tokenOf } from './Tab.ts'
import type { World } from './World.ts'

/** Looks at what a tab shows, after everything that happens in it: I2 (a, b), I6 and I8. */
export function checkView(world: World, tab: Tab): void {
  const { client } = tab
  const session = client.getSession()
  const { epoch } = client.scope()
  const token = tokenOf(client)
  const before = tab.view
  if (session === before && epoch === tab.epoch && token === tab.token) return
  // Something is known to have changed while the page slept, and is being looked up.
  if (session.status === 'loading' || (!session.user && client.scope().user !== 'app')) return
  world.scheduler.trace?.(
    `    ${tab.page.name} shows ${session.status} ${session.user?.id ?? ''}, epoch ${epoch}`,
  )
  if (epoch < tab.epoch) world.violate('I6', `a tab went back from epoch ${tab.epoch} to ${epoch}`)
  const isOther = before.user && session.user && before.user.id !== session.user.id
  if (epoch === tab.epoch && isOther && !world.wasCleared) {
    world.violate('I8', `epoch ${epoch} showed ${before.user.id} and shows ${session.user.id}`)
  }
  if (session.status === 'reauth-required' && session.user.is_guest) {
    world.violate('I8', 'a guest is asked to sign in again, which no guest can')
  }
  if (
    session.user &&
    tab.leftAt > world.records.nobodyAt &&
    client.persistence() === 'durable' &&
    world.store.failures === 0 &&
    !world.wasCleared
  ) {
    world.violate('I2', `${session.user.id} is visible before the logout in this tab is stored`)
  }
  if (session.user) checkReturn(world, tab, token)
  checkLoss(world, tab)
  tab.view = session
  tab.epoch = epoch
  tab.token = token
}

/** Nobody is back whom a logout has ended. */
function checkReturn(world: World, tab: Tab, token: string | null): void {
  if (token === null || world.wasCleared) return
  const signIn = world.server.sessions.get(token)?.signedInBy
  if (world.store.failures === 0 && signIn && signIn.sent < tab.leftAt && signIn.page === tab.page) {
    world.violate('I2', `${tab.page.name} shows somebody again who had left`)
  }
  const departure = world.departures.find(
    (left) =>
      left.at < tab.bootedAt &&
      (left.token === token || (signIn?.page === left.page && signIn.sent < left.at)),
  )
  if (departure && tab.view.status === 'loading' && !tab.isOnItsOwn) {
    world.violate(
      'I2',
      `${token} was ended at ${departure.at} and is back after a restart at ${tab.bootedAt}`,
    )
  }
}

/** Only the server's own refusal takes somebody's session, as long as nobody ends it. */
function checkLoss(world: World, tab: Tab): void {
  const { user } = tab.view
  // Where storage failed, what others stored in the meantime may come first.
  if (!user || !tab.token || world.wasEnded || world.wasCleared || world.store.failures > 0) return
  const now = tab.client.getSession()
  const { epoch } = tab.client.scope()
  // Of somebody in between, this tab has heard nothing.
  if (epoch > tab.epoch + 1) return
  if (now.user && (now.status !== 'reauth-required' || epoch !== tab.epoch)) return
  const session = world.server.sessions.get(tab.token)
  if (session?.wasRefused || session?.user?.isGuest) return
  world.violate('I6', `${tab.page.name} lost ${user.id}, though the server never refused the session`)
}

/** I7: at rest, every tab shows what is stored. */
export function checkConvergence(world: World): void {
  // A tab on its own cannot tell data that were cleared from data that were never there.
  if (world.wasCleared && world.store.failures > 0) return
  const stored = world.store.record()
  for (const { client, page } of world.tabs) {
    if (client.persistence() !== 'durable') continue
    const { epoch } = client.scope()
    const { user, status } = client.getSession()
    // While nobody is signed in, one time is as good as another.
    const is = `${user ? epoch : ''} ${user?.id ?? 'nobody'} ${status === 'reauth-required' ? 'lapsed' : ''}`
    const { identity = null } = stored ?? {}
    const lapsed = identity !== null && identity.token === null ? 'lapsed' : ''
    const should = `${identity ? stored?.epoch : ''} ${identity?.user.id ?? 'nobody'} ${lapsed}`
    if (is !== should) world.violate('I7', `${page.name} shows "${is}" where "${should}" is stored`)
  }
}
