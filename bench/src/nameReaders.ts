import { createSession, getUser, login, memoryStorage } from '@cubekit/core'
import type { EmulatorServer } from '@cubekit/emulator/node'
import type { ReactNode } from 'react'
import { ConnectyCube, initOfficialSdk } from './officialSdk.ts'
import { loadCubekitReact, openDocument, type ReactPage, show } from './reactPage.ts'
import { clientOf, credentialsAt, withEmulator } from './scene.ts'
import type { Section } from './table.ts'

const readers = 100

/** How often 100 components render that show the name of the signed-in user. */
export async function measureNameReaders(): Promise<readonly Section[]> {
  openDocument()
  const ours = await withEmulator(cubekit)
  const theirs = await withEmulator(official)
  return [
    {
      title: `${readers} components that show the user’s name`,
      rows: [
        { what: 'renders at mount, session known', cubekit: ours.mount, floor: 100, goal: 100 },
        {
          what: 'renders at mount after a reload, until the name shows',
          cubekit: ours.reload,
          official: theirs.reload,
          floor: 100,
          goal: 100,
        },
        {
          what: 'the same, behind a gate that waits for the user',
          cubekit: ours.gated,
          official: theirs.gated,
          floor: 100,
          goal: 100,
        },
        {
          what: 'renders when a session is renewed',
          cubekit: ours.renewal,
          official: theirs.renewal,
          floor: 0,
          goal: 0,
        },
        { what: 'renders for 10 requests that slide the session', cubekit: ours.slide, floor: 0, goal: 0 },
      ],
    },
  ]
}

async function cubekit(
  emulator: EmulatorServer,
): Promise<Record<'mount' | 'reload' | 'gated' | 'renewal' | 'slide', number>> {
  const { CubeProvider, SignedIn, useSession } = await loadCubekitReact()
  const { createElement } = await import('react')
  let renders = 0
  function Name(): ReactNode {
    renders++
    return createElement('li', null, useSession().user?.full_name)
  }
  const list = createElement('ul', null, ...Array.from({ length: readers }, () => createElement(Name)))

  const storage = memoryStorage()
  const client = clientOf(emulator, { storage })
  const { id } = await login(client, credentialsAt(emulator, 0))
  const page = await show(createElement(CubeProvider, { client }, list))
  const mount = renders
  await page.after(() => createSession(client))
  const renewal = renders - mount
  for (let request = 0; request < 10; request++) {
    emulator.clock.advance(60_000)
    await page.after(() => getUser(client, id))
  }
  const slide = renders - mount - renewal

  const reload = async (children: ReactNode): Promise<number> => {
    renders = 0
    const reloaded = clientOf(emulator, { storage })
    const again = await show(createElement(CubeProvider, { client: reloaded }, children))
    await again.after(() => reloaded.ready())
    expectName(again, reloaded.getSession().user?.full_name)
    return renders
  }
  return {
    mount,
    renewal,
    slide,
    reload: await reload(list),
    gated: await reload(createElement(SignedIn, null, list)),
  }
}

/** The SDK has no store: an app keeps the session in a context, as samples do, and asks for it after a reload. */
async function official(emulator: EmulatorServer): Promise<Record<'reload' | 'gated' | 'renewal', number>> {
  const { createContext, createElement, useContext, useEffect, useState } = await import('react')
  type SdkSession = Awaited<ReturnType<typeof ConnectyCube.createSession>>
  const SessionContext = createContext<SdkSession | null>(null)
  let renders = 0
  let renewed: (session: SdkSession) => void = () => {}
  function Name(): ReactNode {
    renders++
    return createElement('li', null, useContext(SessionContext)?.user?.full_name)
  }
  function Provider({ children }: { children?: ReactNode }): ReactNode {
    const [session, setSession] = useState<SdkSession | null>(null)
    useEffect(() => {
      renewed = setSession
      void ConnectyCube.getSession().then(setSession)
    }, [])
    return createElement(SessionContext.Provider, { value: session }, children)
  }
  function Gate({ children }: { children?: ReactNode }): ReactNode {
    return useContext(SessionContext) && children
  }

  const credentials = credentialsAt(emulator, 0)
  initOfficialSdk(emulator, (_, retry) => {
    void ConnectyCube.createSession(credentials).then((session) => {
      renewed(session)
      retry(session)
    })
  })
  const { user } = await ConnectyCube.createSession(credentials)
  const list = createElement('ul', null, ...Array.from({ length: readers }, () => createElement(Name)))
  const page = await show(createElement(Provider, null, list))
  await page.after(() => ConnectyCube.getSession())
  expectName(page, user?.full_name)
  const reload = renders
  emulator.expireSessions()
  await page.after(() => ConnectyCube.users.getV2({ id: user?.id ?? 0 }))
  const renewal = renders - reload
  renders = 0
  const again = await show(createElement(Provider, null, createElement(Gate, null, list)))
  await again.after(() => ConnectyCube.getSession())
  expectName(again, user?.full_name)
  return { reload, renewal, gated: renders }
}

/** A count of renders that show nothing would be worth nothing. */
function expectName(page: ReactPage, name: string | null | undefined): void {
  if (!name || !page.text().includes(name)) throw new Error('The name of the user is not shown.')
}
