import {
  createCubeClient,
  type CubeClient,
  type CubeUser,
  type LoginCredentials,
  type Session,
  type Signer,
} from '../../src/index.ts'
import { internals } from '../../src/client/CubeClient.ts'
import { people } from './ModelServer.ts'
import type { Page } from './Scheduler.ts'
import type { World } from './World.ts'

/** One tab: the page in it, its client, and what the model must remember of both. */
export interface Tab {
  readonly index: number
  page: Page
  client: CubeClient
  stop: () => void
  /** What the person saw last. */
  view: Session
  epoch: number
  /** The last token in use that was seen. */
  token: string | null
  /** When the page began, thawed last, last heard what is stored, and when somebody last left in it. */
  bootedAt: number
  thawedAt: number
  heardAt: number
  lastHeardAt: number
  leftAt: number
  /** Whether its storage failed since it booted: it is on its own then. */
  isOnItsOwn: boolean
  hadSlept: boolean
}

/** Opens a page in a tab: a new client on what is stored. */
export function bootTab(world: World, index: number, life: number): Tab {
  const page: Page = {
    name: `tab ${index + 1}${"'".repeat(life)}`,
    tab: index,
    isAlive: true,
    isFrozen: false,
  }
  const { scheduler } = world
  // What follows at once is this page's doing.
  scheduler.current = page
  const client = createCubeClient({
    appId: 1,
    apiUrl: 'https://api.model.test',
    signer: world.setting.isSigned ? countingSigner(world) : plainSigner,
    fetch: world.server.fetchOf(page),
    storage: world.store.openIn(page),
    tabs: world.bus.openIn(page),
    now: () => world.now(),
    ...(world.setting.hasProvider ? { credentialProvider: providerOf(world, page) } : {}),
  })
  const tab: Tab = {
    index,
    page,
    client,
    stop: client.start(),
    view: client.getSession(),
    epoch: client.scope().epoch,
    token: null,
    bootedAt: ++scheduler.count,
    thawedAt: 0,
    heardAt: 0,
    lastHeardAt: 0,
    leftAt: 0,
    isOnItsOwn: world.store.faults[index] !== 'none' || world.setting.start === 'later version',
    hadSlept: false,
  }
  return tab
}

/** Ends a page without any notice. */
export function crashTab(world: World, tab: Tab): void {
  world.scheduler.end(tab.page)
  world.bus.leave(tab.page)
  world.calls.drop(tab.page)
}

/** The token that a client would send now. */
export function tokenOf(client: CubeClient): string | null {
  return client[internals].session.peek()
}

const plainSigner: Signer = { sign: async (params) => ({ ...params, auth_key: 'key' }) }

/** Signs in the manner of `localSigner`, without its arithmetic: each signature shows in its nonce. */
function countingSigner(world: World): Signer {
  return {
    sign: async (params, { now }) => ({
      ...params,
      auth_key: 'key',
      nonce: ++world.scheduler.count,
      timestamp: Math.floor(now / 1000),
    }),
  }
}

type Ask = { readonly user: CubeUser; readonly signal: AbortSignal }

function providerOf(world: World, page: Page) {
  return ({ user, signal }: Ask): Promise<LoginCredentials | null> => {
    world.traffic.askedProvider(page, user)
    return new Promise((resolve, reject) => {
      const { provider } = world
      if (provider === 'hangs') return
      const login = people.find(({ id }) => (provider === 'wrong person') !== (id === user.id))?.login ?? ''
      world.scheduler.later(page, `the provider answers: ${provider}`, () => {
        if (signal.aborted) return
        if (provider === 'throws' || provider === 'nothing') world.traffic.providerHasNothing(page)
        if (provider === 'throws') return reject(new Error('the app failed'))
        resolve(provider === 'nothing' ? null : { login, password: `renew-${login}` })
      })
    })
  }
}
