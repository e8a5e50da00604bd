import type { Emulator } from '../Emulator.ts'
import { createBrowserEmulator } from './createBrowserEmulator.ts'
import { readWorkerOptions } from './WorkerOptions.ts'

/** The part of a service worker's global scope that the emulator uses. */
export interface WorkerScope {
  readonly location: { readonly href: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEventLike) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEventLike) => void): void
}

/** An event that can be kept from ending. */
export interface ExtendableEventLike {
  waitUntil(work: Promise<unknown>): void
}

/** A request of a page, to be answered. */
export interface FetchEventLike {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

/**
 * Makes an emulator inside a service worker, which answers all requests of its pages to the emulator's
 * address. All others go to the network.
 *
 * The package's own `dist/emulator-worker.js` does nothing else; call it in a worker of yours to do both.
 *
 * @param scope - The worker's `self`. Its address holds the options, as `registerEmulatorWorker` writes them.
 *
 * @example
 * // my-worker.ts, registered by registerEmulatorWorker('/my-worker.js', { users: 100 }, { type: 'module' })
 * serveFromWorker(self)
 */
export function serveFromWorker(scope: WorkerScope): Emulator {
  const emulator = createBrowserEmulator(readWorkerOptions(scope.location.href))
  const { origin } = new URL(emulator.clientOptions.apiUrl)
  scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
  scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
  scope.addEventListener('fetch', (event) => {
    if (new URL(event.request.url).origin === origin) event.respondWith(emulator.fetch(event.request))
  })
  return emulator
}
