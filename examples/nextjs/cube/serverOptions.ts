import type { SessionBrokerOptions } from '@cubekit/core/server'
import { visitorOf } from './visitor.ts'

/** What signer and broker need. Read when the first request comes, so that `next build` needs no secret. */
export function serverOptions(): SessionBrokerOptions {
  const { CUBE_APP_ID, CUBE_AUTH_KEY, CUBE_AUTH_SECRET, CUBE_API_URL, APP_ORIGIN } = process.env
  return {
    appId: Number(CUBE_APP_ID),
    authKey: CUBE_AUTH_KEY,
    authSecret: CUBE_AUTH_SECRET,
    apiUrl: CUBE_API_URL,
    origins: [APP_ORIGIN ?? 'http://localhost:3000'],
    authorize: visitorOf,
    // oxlint-disable-next-line no-console -- your own log: what is told here holds no secret
    onError: (error) => console.error('cube:', error),
  }
}
