import { createSession, localSigner, login, memoryStorage, prepareLogin } from '@cubekit/core'
import type { EmulatorServer } from '@cubekit/emulator/node'
import { createFloorClient, type FloorClient } from './floorClient.ts'
import { ConnectyCube, initOfficialSdk } from './officialSdk.ts'
import { clientOf, credentialsAt, withEmulator } from './scene.ts'
import type { Row, Section } from './table.ts'

/** How many requests go by until an app knows who its user is. */
export async function measureRequestsUntilKnown(): Promise<readonly Section[]> {
  return [
    {
      title: 'Requests until the user is known',
      rows: [await signIn(), await signInPrepared(), await signInAtOnce(), await reload()],
    },
    { title: 'What else a sign-in costs', rows: [await mistypedLogin(), await signatures()] },
  ]
}

async function signIn(): Promise<Row> {
  return {
    what: 'sign in: a new session, then the login',
    cubekit: await count(async (emulator) => {
      const client = clientOf(emulator)
      return () => login(client, credentialsAt(emulator, 0))
    }),
    official: await count(async (emulator) => {
      initOfficialSdk(emulator)
      return async () => {
        await ConnectyCube.createSession()
        await ConnectyCube.login(credentialsAt(emulator, 0))
      }
    }),
    floor: await count(async (emulator) => {
      const client = floorOf(emulator, keepInMemory())
      const { login: name, password } = credentialsAt(emulator, 0)
      return () => client.login(name, password)
    }),
    goal: 2,
  }
}

async function signInPrepared(): Promise<Row> {
  return {
    what: 'sign in, from the submit of a form that prepared while the person typed',
    cubekit: await count(async (emulator) => {
      const client = clientOf(emulator)
      await prepareLogin(client)
      return () => login(client, credentialsAt(emulator, 0))
    }),
    floor: 1,
    goal: 1,
  }
}

async function signInAtOnce(): Promise<Row> {
  return {
    what: 'sign in by one POST /session with login and password',
    cubekit: await count(async (emulator) => {
      const client = clientOf(emulator)
      return () => createSession(client, credentialsAt(emulator, 0))
    }),
    official: await count(async (emulator) => {
      initOfficialSdk(emulator)
      return () => ConnectyCube.createSession(credentialsAt(emulator, 0))
    }),
    floor: 1,
    goal: 1,
  }
}

async function reload(): Promise<Row> {
  return {
    what: 'reload with a live session',
    cubekit: await count(async (emulator) => {
      const storage = memoryStorage()
      await login(clientOf(emulator, { storage }), credentialsAt(emulator, 0))
      const client = clientOf(emulator, { storage })
      return async () => {
        await client.ready()
        if (client.getSession().status !== 'user') throw new Error('The reload lost the user.')
      }
    }),
    // The SDK keeps nothing; the app keeps the token and asks whose it is.
    official: await count(async (emulator) => {
      initOfficialSdk(emulator)
      const { token } = await ConnectyCube.createSession(credentialsAt(emulator, 0))
      initOfficialSdk(emulator)
      return async () => {
        ConnectyCube.setSession({ token })
        await ConnectyCube.getSession()
      }
    }),
    floor: await count(async (emulator) => {
      const store = keepInMemory()
      const { login: name, password } = credentialsAt(emulator, 0)
      await floorOf(emulator, store).login(name, password)
      return async () => {
        if (!floorOf(emulator, store).user()) throw new Error('The reload lost the user.')
      }
    }),
    goal: 0,
  }
}

async function mistypedLogin(): Promise<Row> {
  const mistyped = { login: 'nobody-has-this-login', password: 'whatever-1' }
  const made = (attempt: (emulator: EmulatorServer) => Promise<unknown>): Promise<number> =>
    withEmulator(async (emulator) => {
      const before = emulator.db.users.size
      await attempt(emulator).catch(() => {})
      return emulator.db.users.size - before
    })
  return {
    what: 'accounts made by a mistyped login',
    cubekit: await made((emulator) => login(clientOf(emulator), mistyped)),
    official: await made((emulator) => {
      initOfficialSdk(emulator)
      return ConnectyCube.createSession(mistyped)
    }),
    floor: 0,
    goal: 0,
  }
}

/** The SDK signs nothing since version 4. */
async function signatures(): Promise<Row> {
  return withEmulator(async (emulator) => {
    let signed = 0
    const signer = localSigner(emulator.keys)
    const client = clientOf(emulator, {
      signer: {
        sign: (params, context) => {
          signed++
          return signer.sign(params, context)
        },
      },
    })
    await login(client, credentialsAt(emulator, 0))
    const sessions = emulator.log.filter(({ method, path }) => `${method} ${path}` === 'POST /session').length
    return { what: 'signatures per session', cubekit: signed / sessions, official: 'none', floor: 1, goal: 1 }
  })
}

/** Counts the requests of what `prepare` returns, and of nothing before it. */
function count(prepare: (emulator: EmulatorServer) => Promise<() => Promise<unknown>>): Promise<number> {
  return withEmulator(async (emulator) => {
    const work = await prepare(emulator)
    const before = emulator.log.length
    await work()
    return emulator.log.length - before
  })
}

function floorOf(
  emulator: EmulatorServer,
  store: { get(): string | null; set(value: string): void },
): FloorClient {
  const { appId } = emulator.clientOptions
  return createFloorClient({ apiUrl: emulator.url, appId, ...emulator.keys, store })
}

function keepInMemory(): { get(): string | null; set(value: string): void } {
  let kept: string | null = null
  return {
    get: () => kept,
    set: (value) => {
      kept = value
    },
  }
}
