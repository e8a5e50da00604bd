import {
  createCubeClient,
  type CubeClient,
  getUser,
  indexedDbStorage,
  isCubeError,
  localSigner,
  login,
  logout,
  type LogoutResult,
} from '@cubekit/core'

// The page of `tabPage.ts`: one client, its status in the document, and the strings to pull on `globalThis.tab`.

/** What the page is told by the server that it comes from. */
export interface Given {
  readonly appId: number
  readonly apiUrl: string
  readonly keys: { readonly authKey: string; readonly authSecret: string }
  /** Of whom to ask in turn. */
  readonly users: readonly number[]
  readonly persist?: 'local' | 'tab' | 'memory'
  readonly timeoutMs?: number
  /** Who renews their own session when it lapses. */
  readonly provider?: Credentials
}

export interface Credentials {
  readonly login: string
  readonly password: string
}

/** How many of some calls ended in which way: `answered`, or an error's code. */
export type Outcomes = Readonly<Record<string, number>>

/** What a test can do in the page. */
export interface Tab {
  readonly client: CubeClient
  readonly storage: ReturnType<typeof indexedDbStorage>
  /** `done`, or the error's code. */
  signIn(credentials: Credentials): Promise<string>
  logOut(): Promise<LogoutResult>
  /** Sends so many requests at once. */
  call(count: number): Promise<Outcomes>
  /** Every status that the page has shown, with the time, in ms since 1970. */
  readonly seen: { readonly at: number; readonly status: string }[]
  /** What `persistence` events have told. */
  readonly kept: string[]
  /** What the page showed in each frame since it came back from the back/forward cache. */
  readonly frames: string[]
  /** Calls that were made in the moment in which the page came back, before anybody else heard of it. */
  readonly thawed: Promise<Outcomes>[]
  /** How many calls to make in that moment. */
  onThaw: number
}

declare global {
  var tab: Tab
}

const given = JSON.parse(document.getElementById('given')?.textContent ?? '{}') as Given
const show = document.querySelector('[role=status]')

const frames: string[] = []
const thawed: Promise<Outcomes>[] = []
// Before the client is made, and so before its own listeners.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  const isShown = document.visibilityState === 'visible'
  const next = isShown ? requestAnimationFrame : (work: () => void) => setTimeout(work)
  const watch = (): void => {
    if (frames.push(show?.textContent ?? '') < 3) next(watch)
  }
  next(watch)
  callAtOnce()
})
document.addEventListener('resume', callAtOnce)
function callAtOnce(): void {
  if (tab.onThaw > 0) thawed.push(tab.call(tab.onThaw))
}

const { provider } = given
const client = createCubeClient({
  appId: given.appId,
  apiUrl: given.apiUrl,
  signer: localSigner(given.keys),
  ...(given.persist ? { persist: given.persist } : {}),
  ...(given.timeoutMs ? { timeoutMs: given.timeoutMs } : {}),
  ...(provider ? { credentialProvider: async () => provider } : {}),
})

const codeOf = (error: unknown): string => (isCubeError(error) ? error.code : String(error))
const outcomeOf = (act: Promise<unknown>): Promise<string> => act.then(() => 'done', codeOf)

globalThis.tab = {
  client,
  storage: indexedDbStorage(),
  signIn: (credentials) => outcomeOf(login(client, credentials)),
  logOut: () => logout(client),
  async call(count) {
    const outcomes: Record<string, number> = {}
    const one = async (index: number): Promise<void> => {
      const id = given.users[index % given.users.length] ?? 0
      const outcome = await getUser(client, id).then(() => 'answered', codeOf)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    await Promise.all(Array.from({ length: count }, (_, index) => one(index)))
    return outcomes
  },
  seen: [],
  kept: [],
  frames,
  thawed,
  onThaw: 0,
}

const render = (): void => {
  const { status } = client.getSession()
  if (tab.seen.at(-1)?.status !== status)
    tab.seen.push({ at: performance.timeOrigin + performance.now(), status })
  if (show) show.textContent = status
}
client.subscribe(render)
client.on('persistence', (kept) => tab.kept.push(kept))
render()
client.start()
