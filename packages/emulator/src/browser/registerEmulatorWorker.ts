import { seedPeople } from '../db/seed/seedPeople.ts'
import type { SeededPerson } from '../db/seed/SeedUser.ts'
import type { Emulator } from '../Emulator.ts'
import { settle } from '../options.ts'
import { writeWorkerOptions, type WorkerOptions } from './WorkerOptions.ts'

/** An emulator that answers from a service worker. */
export interface EmulatorWorker {
  /** What a client needs to talk to it. It uses the page's own `fetch`, which the worker answers. */
  readonly clientOptions: { readonly appId: number; readonly apiUrl: string }
  /** The application's keys: pass them to `localSigner`. */
  readonly keys: Emulator['keys']
  /** The seeded people one can sign in as. */
  readonly people: readonly SeededPerson[]
  /** Takes the worker away: requests go to the network again. */
  unregister(): Promise<void>
}

/**
 * Registers the emulator's service worker and waits until it answers this page's requests to `apiUrl`,
 * whoever makes them: `fetch`, an SDK, an image.
 *
 * Copy `node_modules/@cubekit/emulator/dist/emulator-worker.js` to where your app serves its static files. The state
 * is kept in IndexedDB; faults and the journal last as long as the browser keeps the worker.
 *
 * @param script - The address of the copied file. A worker answers pages in its folder and below.
 * @param options - As of `createBrowserEmulator`, without functions. Give a `controlToken` to use the
 *   controls under `/__emulator/`; otherwise nobody can.
 * @param registration - `type: 'module'` when the script is a module of your own that calls `serveFromWorker`.
 * @throws `Error` where there are no service workers: on plain HTTP other than localhost, for instance.
 *
 * @example
 * const { clientOptions, keys } = await registerEmulatorWorker('/emulator-worker.js')
 * const client = createCubeClient({ ...clientOptions, signer: localSigner(keys) })
 */
export async function registerEmulatorWorker(
  script: string | URL,
  options: WorkerOptions = {},
  registration: Pick<RegistrationOptions, 'type' | 'scope'> = {},
): Promise<EmulatorWorker> {
  if (!('serviceWorker' in navigator)) throw new Error('There are no service workers here.')
  const settings = settle(options)
  const address = writeWorkerOptions(new URL(script, location.href), options)
  const registered = await navigator.serviceWorker.register(address, registration)
  await controlled(address.href)
  return {
    clientOptions: { appId: settings.appId, apiUrl: settings.apiUrl },
    keys: { authKey: settings.authKey, authSecret: settings.authSecret },
    people: seedPeople(settings.users, settings.seed, settings.avatars).people,
    async unregister() {
      await registered.unregister()
    },
  }
}

/** Resolves as soon as this page's requests go through the worker of this address. */
function controlled(address: string): Promise<void> {
  const { serviceWorker } = navigator
  return new Promise((resolve) => {
    const look = (): void => {
      if (serviceWorker.controller?.scriptURL !== address) return
      serviceWorker.removeEventListener('controllerchange', look)
      resolve()
    }
    serviceWorker.addEventListener('controllerchange', look)
    look()
  })
}
