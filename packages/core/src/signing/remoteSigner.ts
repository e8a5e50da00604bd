import { CubeError } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'
import { askServer, type OwnServerOptions } from './askServer.ts'
import type { SessionBroker } from './sessionBroker.ts'
import type { Signer } from './Signer.ts'

/** How a page asks the signer on its server. */
export interface RemoteSignerOptions extends OwnServerOptions {
  /** A session broker, for guests: a signer cannot make them. */
  readonly broker?: SessionBroker
}

/**
 * Lets your own server sign, so that the application's secret never reaches a browser. The server's half is
 * `createSignerHandler` of `@cubekit/core/server`.
 *
 * Your server answers a POST with `{ application_id, auth_key, nonce, timestamp, signature }`. It signs these
 * four values and nothing that a caller sends, so that it cannot be used to sign something else. Sessions
 * that carry credentials in POST /session can therefore not be made with it: `login` does not need them,
 * `loginAsGuest` needs the `broker`, and `createSession(client, credentials)` throws `invalid-argument`.
 *
 * @param url Where your signer listens, absolute or relative to the page.
 * @example
 * const client = createCubeClient({ appId: 1, signer: remoteSigner('/api/cube/sign') })
 * @example
 * remoteSigner('/api/cube/sign', { broker: sessionBroker('/api/cube/session') }) // with guests
 */
export function remoteSigner(url: string, options: RemoteSignerOptions = {}): Signer {
  const { broker } = options
  return {
    ...(broker !== undefined && {
      async open(params, context) {
        return isAppSession(params) ? undefined : broker.open(params, context)
      },
    }),
    async sign(params, context) {
      if (!isAppSession(params)) {
        throw new CubeError('invalid-argument', {
          message:
            'A remote signer signs application sessions only. Use login() to sign a user in, and for guests ' +
            'name a session broker: remoteSigner(url, { broker }).',
        })
      }
      const answer = await askServer('signer', url, {}, context, options)
      const { application_id, auth_key, nonce, timestamp, signature } = isFields(answer) ? answer : {}
      if (
        application_id !== params['application_id'] ||
        typeof auth_key !== 'string' ||
        typeof nonce !== 'number' ||
        typeof timestamp !== 'number' ||
        typeof signature !== 'string'
      ) {
        throw new CubeError('protocol', {
          message: 'The signer on your server gave no signature for this app.',
        })
      }
      return { application_id: params['application_id'], auth_key, nonce, timestamp, signature }
    },
  }
}

function isAppSession(params: object): boolean {
  return Object.keys(params).every((name) => name === 'application_id')
}
