import type { NewSession } from '../db/sessions.ts'
import type { Call } from '../routes/route.ts'
import { textOf, type Parameters } from './parameters.ts'

/** What a session is made of, by the request that asks for it. */
export function newSession({ world, body, headers }: Pick<Call, 'world' | 'body' | 'headers'>): NewSession {
  const now = world.now()
  return {
    applicationId: world.settings.appId,
    userId: null,
    nonce: nonceOf(body),
    ts: timestampOf(body) ?? Math.trunc(now / 1000),
    userAgent: headers.get('User-Agent'),
    now,
  }
}

function nonceOf(body: Parameters): number | string | null {
  const nonce = textOf(body['nonce'])
  if (nonce === undefined || nonce === '') return null
  return Number.isSafeInteger(Number(nonce)) ? Number(nonce) : nonce
}

/** The client's timestamp in seconds, or `null` when there is none that JSON can say. */
function timestampOf(body: Parameters): number | null {
  const timestamp = Math.trunc(Number(textOf(body['timestamp'])))
  return Number.isSafeInteger(timestamp) && timestamp !== 0 ? timestamp : null
}
