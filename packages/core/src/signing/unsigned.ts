import type { Signer } from './Signer.ts'

/**
 * Sends the application's key and no signature, which is ConnectyCube's current contract.
 *
 * Nothing secret is in the page. Use it unless your application still asks for signatures.
 *
 * @example
 * const client = createCubeClient({ appId: 1, signer: unsigned({ authKey: '29WfrNWdvkhmX6V' }) })
 *
 * Source: ConnectyCube server API, "Create session" (current).
 */
export function unsigned(options: { authKey: string }): Signer {
  return { sign: async (params) => ({ ...params, auth_key: options.authKey }) }
}
