/** What can happen to a browser, its tabs, their surroundings and their server. */
export const actKinds = [
  'app request',
  'user request',
  'app request ',
  'user request ',
  'who',
  'sign in as A',
  'sign in as B',
  'log in',
  'guest',
  'log out',
  'destroy',
  'expire',
  'expire ',
  'prepare',
  'abort',
  'freeze',
  'thaw',
  'thaw ',
  'crash',
  'focus',
  'online',
  'sleep',
  'server fault',
  'server mends',
  'storage fault',
  'storage mends',
  'bus fault',
  'bus mends',
  'provider',
  'password changed',
  'clock',
  'clear site data',
  'kill the browser',
  'delete the account',
  'adopt a session',
] as const

/** Kinds with a space at the end are the same again, so that they happen more often. */
export type ActKind = Exclude<(typeof actKinds)[number], `${string} `>

/** One act: what, in which tab, and a number for what else there is to choose. */
export interface Act {
  readonly kind: ActKind
  readonly tab: number
  readonly n: number
}
