export { createBrowserEmulator } from './createBrowserEmulator.ts'
export type { BrowserEmulatorOptions } from './createBrowserEmulator.ts'
