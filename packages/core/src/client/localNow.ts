import { type CubeClient, internals } from './CubeClient.ts'

/** This device's time, ms since 1970. */
export function localNow(client: CubeClient): number {
  return (client[internals].options.now ?? Date.now)()
}
