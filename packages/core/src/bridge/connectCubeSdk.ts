import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import type { OfficialSdk, SdkService } from './OfficialSdk.ts'
import { replaceFunctions } from './replaceFunctions.ts'
import { createSdkRequests } from './sdkRequests.ts'
import { sdkSession } from './sdkSession.ts'

/** The bridge of each SDK, since an SDK has one session. */
const bridges = new WeakMap<OfficialSdk, () => void>()

/**
 * Puts the official JavaScript SDK on Cubekit's session, so that an app can use both: the SDK for chat, calls and
 * whatever else, Cubekit for signing in. From then on there is one session and one signed-in user.
 *
 * - The SDK sends Cubekit's token: at once, and the new one after each renewal or sign-in. If there is none, its
 *   first request opens the application session.
 * - Its requests on an expired session share one renewal with Cubekit's. Its `on.sessionExpired` is not called.
 * - A logout or a change of user takes its session away before `logout(client)` returns: it sends nothing more with
 *   the old token, what is still on its way is rejected with `session-changed`, and its chat is disconnected.
 * - Its own `createSession`, `login`, `logout` and `destroySession` are done by Cubekit; where those fail they
 *   reject with a `CubeError`. Without credentials, `createSession` gives the session that is in use.
 *
 * Connect before or after `ConnectyCube.init`, for the same application and server. Never connect where one process
 * serves several people: the SDK is one object for all of them.
 *
 * @returns A function that gives the SDK its own functions back, and leaves it without a session.
 * @throws CubeError `invalid-argument` when the SDK was initialised for another application or server.
 * @example
 * import ConnectyCube from 'connectycube'
 *
 * ConnectyCube.init({ appId: 1234, authKey: 'your auth key' }, { debug: { mode: 0 } })
 * const disconnect = connectCubeSdk(client, ConnectyCube)
 */
export function connectCubeSdk(client: CubeClient, sdk: OfficialSdk): () => void {
  bridges.get(sdk)?.()
  let isConnected = true
  let detach = attach(client, sdk, () => isConnected)
  const init = sdk.init.bind(sdk)
  const restoreInit = replaceFunctions<OfficialSdk>(sdk, {
    init(...given) {
      detach()
      detach = () => {}
      init(...given)
      detach = attach(client, sdk, () => isConnected)
    },
  })
  const stop = client.start()

  const disconnect = (): void => {
    if (!isConnected) return
    isConnected = false
    bridges.delete(sdk)
    stop()
    restoreInit()
    detach()
  }
  bridges.set(sdk, disconnect)
  return disconnect
}

/** Connects what the last `init` has made; gives what undoes it. */
function attach(client: CubeClient, sdk: OfficialSdk, isConnected: () => boolean): () => void {
  const { service, auth, chat } = sdk
  if (!service || !auth) return () => {}
  refuseStranger(client, service)
  const requests = createSdkRequests(client, service, isConnected)
  const functions = sdkSession(client, service, auth)
  const { on } = service.sdkInstance.config
  const sessionExpired = on?.sessionExpired
  const undo = [
    replaceFunctions<SdkService>(service, { ajax: requests.ajax }),
    replaceFunctions(auth, functions),
    replaceFunctions<OfficialSdk>(sdk, functions),
  ]
  // With it, the SDK would not tell us that it was refused.
  if (on) on.sessionExpired = undefined

  let person = client.getSession().user?.id
  const unfollow = client.subscribe(() => {
    requests.follow()
    const present = client.getSession().user?.id
    // Whoever comes next must not read on in the chat of who has left.
    if (person !== undefined && person !== present) void chat?.disconnect().catch(() => {})
    person = present
  })
  requests.follow()

  return () => {
    unfollow()
    for (const restore of undo) restore()
    if (on) on.sessionExpired = sessionExpired
    service.setSession(null)
    service.setCurrentUserId(null)
  }
}

function refuseStranger({ appId, apiUrl }: CubeClient, service: SdkService): void {
  const { creds, endpoints } = service.sdkInstance.config
  const itsUrl = endpoints?.api_url ?? `https://${endpoints?.api}`
  if (Number(creds?.appId) === appId && itsUrl.replace(/\/+$/, '') === apiUrl) return
  throw new CubeError('invalid-argument', {
    message: 'The SDK was initialised for another appId or API endpoint than the Cubekit client.',
  })
}
