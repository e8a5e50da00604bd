import { CubeError } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'
import type { Signer } from './Signer.ts'

/**
 * Lets your own server sign, so that the application's secret never reaches a browser.
 *
 * Your server answers a POST with `{ application_id, auth_key, nonce, timestamp, signature }`. It signs these
 * four values and nothing that a caller sends, so that it cannot be used to sign something else. Sessions
 * that carry credentials in POST /session can therefore not be made with it: `login` does not need them, and
 * `createSession(client, credentials)` and `loginAsGuest` throw `invalid-argument`.
 *
 * @param url Where your signer listens, absolute or relative to the page.
 * @example
 * const client = createCubeClient({ appId: 1, signer: remoteSigner('/api/cube/sign') })
 */
export function remoteSigner(url: string): Signer {
  return {
    async sign(params, { fetch, signal }) {
      if (Object.keys(params).some((name) => name !== 'application_id')) {
        throw new CubeError('invalid-argument', {
          message: 'A remote signer signs application sessions only. Use login() to sign a user in.',
        })
      }
      let answer: unknown
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-CBK-Signer': '1' },
          body: '{}',
          credentials: 'same-origin',
          redirect: 'error',
          signal,
        })
        if (!response.ok) {
          throw new CubeError(response.status === 429 ? 'rate-limited' : 'signature-rejected', {
            status: response.status,
            message: `The signer on your server answered ${response.status}.`,
          })
        }
        answer = await response.json()
      } catch (error) {
        if (error instanceof CubeError) throw error
        throw new CubeError(error instanceof SyntaxError ? 'protocol' : 'unreachable', {
          message: 'The signer on your server could not be reached.',
        })
      }
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
