import type { EmulatorServer } from '@cubekit/emulator/node'
import type OfficialSdk from 'connectycube'
import { createRequire } from 'node:module'

/** The official SDK. It is required, not imported, because that is what its declarations describe. */
export const { default: ConnectyCube }: typeof OfficialSdk = createRequire(import.meta.url)('connectycube')

/** What the SDK calls when the server does not know the session any more. */
type SessionExpired = NonNullable<
  NonNullable<NonNullable<Parameters<typeof ConnectyCube.init>[1]>['on']>['sessionExpired']
>

/**
 * Points the SDK at an emulator and forgets the session of the measurement before.
 *
 * Without a handler of its own it gets the one that the SDK's documentation shows: make a new session and
 * retry, and do nothing when that fails.
 */
export function initOfficialSdk(
  emulator: EmulatorServer,
  sessionExpired: SessionExpired = documentedHandler,
): void {
  ConnectyCube.init(
    { appId: emulator.clientOptions.appId, authKey: emulator.keys.authKey },
    {
      endpoints: { api: '127.0.0.1', chat: '127.0.0.1', api_url: emulator.url },
      // By default it prints every request, passwords included.
      debug: { mode: 0 },
      on: { sessionExpired },
    },
  )
  ConnectyCube.setSession({})
}

const documentedHandler: SessionExpired = (_, retry) => {
  ConnectyCube.createSession()
    .then(retry)
    .catch(() => {})
}
