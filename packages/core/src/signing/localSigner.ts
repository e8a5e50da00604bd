import { hmacSha1 } from './hmacSha1.ts'
import { isLocalPage } from './isLocalPage.ts'
import { createNonces } from './nonce.ts'
import type { SignContext, Signer } from './Signer.ts'
import { type SignableParams, stringToSign } from './stringToSign.ts'

/** The keys of an application, from its page in the ConnectyCube dashboard. */
export interface LocalSignerOptions {
  authKey: string
  /** Whoever has it can act as your application: keep it out of code that runs in other people's browsers. */
  authSecret: string
}

/** A signer that can also be called with nothing but the parameters. */
export interface LocalSigner extends Signer {
  sign(params: SignableParams, context?: Pick<SignContext, 'now'>): Promise<SignableParams>
}

/**
 * Signs on this machine, with the application's secret.
 *
 * Meant for scripts, tests, prototypes and the emulator. In a page served from anywhere but this machine it
 * warns once, because every visitor can read the secret: use `remoteSigner`, or `unsigned` if your application
 * does not ask for signatures. A server that signs for pages uses `createSignerHandler` of
 * `@cubekit/core/server`, which refuses strangers.
 *
 * @example
 * const client = createCubeClient({ appId: 1, signer: localSigner({ authKey, authSecret }) })
 *
 * Source: ConnectyCube server API, "Create session".
 */
export function localSigner(options: LocalSignerOptions): LocalSigner {
  const { authKey, authSecret } = options
  const nextNonce = createNonces()
  warnInPublicPages()
  return {
    async sign(params, { now } = { now: Date.now() }) {
      const timestamp = Math.floor(now / 1000)
      const unsignedParams = { ...params, auth_key: authKey, nonce: nextNonce(), timestamp }
      return { ...unsignedParams, signature: await hmacSha1(authSecret, stringToSign(unsignedParams)) }
    },
  }
}

function warnInPublicPages(): void {
  if (isLocalPage() !== false) return
  // oxlint-disable-next-line no-console -- the one thing a developer must not overlook
  console.warn(
    'Cubekit: localSigner() puts your auth secret where every visitor can read it. ' +
      'Sign on your server with remoteSigner(url), or use unsigned({ authKey }).',
  )
}
