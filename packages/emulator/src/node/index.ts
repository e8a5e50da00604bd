export { startEmulator } from './startEmulator.ts'
export type { EmulatorServer, EmulatorServerOptions } from './startEmulator.ts'
export { DataFileError } from './DataFileError.ts'
