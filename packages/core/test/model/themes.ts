import type { ActKind } from './Act.ts'
import type { Setting } from './World.ts'

/** A corner of what can happen, to be looked into more often than chance would. */
export interface Theme {
  readonly kinds: readonly ActKind[]
  readonly setting: Partial<Setting>
}

export const themes: readonly Theme[] = [
  // Renewals: one for many callers in many tabs.
  {
    kinds: [
      'user request',
      'app request',
      'user request',
      'expire',
      'expire',
      'sign in as A',
      'bus fault',
      'bus mends',
    ],
    setting: { start: 'A', hasProvider: true, hasLocks: true, isSigned: false },
  },
  // Renewals that fail, in every way.
  {
    kinds: [
      'user request',
      'app request',
      'expire',
      'provider',
      'server fault',
      'server mends',
      'password changed',
      'log out',
    ],
    setting: { start: 'A', hasProvider: true, isSigned: false },
  },
  // Application sessions, and their ends.
  {
    kinds: ['app request', 'app request', 'app request', 'expire', 'destroy', 'sign in as B', 'log out'],
    setting: { start: 'nobody', hasLocks: true, isSigned: false },
  },
  // People who come and go, in tabs that crash.
  {
    kinds: [
      'log out',
      'log out',
      'sign in as A',
      'sign in as B',
      'adopt a session',
      'crash',
      'focus',
      'user request',
      'guest',
    ],
    setting: { hasHint: true, isSigned: false },
  },
  // Tabs that sleep, while others leave.
  {
    kinds: [
      'freeze',
      'freeze',
      'thaw',
      'thaw',
      'log out',
      'sign in as A',
      'app request',
      'user request',
      'who',
      'sleep',
    ],
    setting: { hasHint: true, isSigned: false },
  },
  // Servers of no use, and people and networks that do not give up.
  {
    kinds: [
      'app request',
      'app request',
      'user request',
      'server fault',
      'online',
      'expire',
      'sleep',
      'server mends',
    ],
    setting: { isSigned: false },
  },
  // Storages that fail.
  {
    kinds: [
      'storage fault',
      'storage mends',
      'focus',
      'sign in as A',
      'log out',
      'app request',
      'user request',
      'crash',
    ],
    setting: { hasHint: true, isSigned: false },
  },
]
