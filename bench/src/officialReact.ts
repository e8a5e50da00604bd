import type { Emulator } from '@cubekit/emulator'
import { bundle } from './bundle.ts'
import { credentialsAt } from './scene.ts'

/** A user as the official SDK gives it. */
export interface OfficialUser {
  readonly id: number
  readonly full_name: string | null
  readonly login: string | null
}

/** As much of the official packages as an app needs to search. */
export interface OfficialReact {
  readonly ConnectyCube: {
    init(credentials: object, config: object): void
    setSession(session: object): void
    createSession(credentials: object): Promise<unknown>
  }
  readonly useUsers: () => {
    searchUsers(text: string): Promise<readonly OfficialUser[]>
    fetchUserById(id: number): Promise<OfficialUser | undefined>
  }
}

type Fetch = typeof globalThis.fetch

let loaded: Promise<OfficialReact> | null = null
let presentFetch: Fetch = globalThis.fetch

/** The official hooks, for somebody who is signed in to an emulator by the official SDK. */
export async function signInToOfficialReact(
  emulator: Emulator,
  fetch: Fetch,
  packages: string,
): Promise<OfficialReact> {
  presentFetch = fetch
  const official = await (loaded ??= load(packages))
  const { apiUrl, appId } = emulator.clientOptions
  official.ConnectyCube.init(
    { appId, authKey: emulator.keys.authKey },
    // By default it prints every request, passwords included.
    { endpoints: { api: new URL(apiUrl).host, api_url: apiUrl }, debug: { mode: 0 } },
  )
  official.ConnectyCube.setSession({})
  await official.ConnectyCube.createSession(credentialsAt(emulator, 0))
  return official
}

async function load(packages: string): Promise<OfficialReact> {
  // It takes the global one at its beginning, and keeps it.
  globalThis.fetch = (input, init) => presentFetch(input, init)
  const { url } = await bundle(
    'official-react',
    `export { useUsers } from '@connectycube/react'
     export { default as ConnectyCube } from 'connectycube'`,
    { without: ['react'], packages },
  )
  return import(url)
}
