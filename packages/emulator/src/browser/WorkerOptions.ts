import type { BrowserEmulatorOptions } from './createBrowserEmulator.ts'

/** How an emulator in a service worker is set up: everything that can be written in an address. */
export type WorkerOptions = Omit<BrowserEmulatorOptions, 'clock' | 'providers' | 'cidp' | 'objectUrls'>

const PARAMETER = 'emulator'

/** The address of the worker's script, with the options in it: the browser starts workers anew as it likes. */
export function writeWorkerOptions(script: URL, options: WorkerOptions): URL {
  const address = new URL(script)
  address.searchParams.set(PARAMETER, JSON.stringify(options))
  return address
}

/** The options in the address of the worker's script. */
export function readWorkerOptions(address: string): WorkerOptions {
  const options: WorkerOptions = JSON.parse(new URL(address).searchParams.get(PARAMETER) ?? '{}')
  return options
}
