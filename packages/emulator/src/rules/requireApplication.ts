import type { World } from '../routes/route.ts'
import { sameText } from '../sameText.ts'
import { ApiError } from './ApiError.ts'
import { isBlank, textOf, type Parameters } from './parameters.ts'
import { verifySignature } from './signature.ts'
import { unobservedErrors } from './unobserved.ts'

/**
 * Makes sure that a session is asked for by the application, and signed as the settings want it.
 *
 * @throws `ApiError` 422 for other keys, and for a signature that is missing, wrong, late or used.
 */
export function requireApplication({ settings, db, now }: World, body: Parameters): void {
  const isApplication =
    textOf(body['application_id']) === String(settings.appId) &&
    sameText(textOf(body['auth_key']) ?? '', settings.authKey)
  if (!isApplication) throw new ApiError(unobservedErrors.applicationNotFound)

  const isSigned = !isBlank(body['signature'])
  if (settings.signatures === 'ignore' || (settings.signatures === 'accept' && !isSigned)) return
  verifySignature(body, settings.authSecret, db.nonces, now())
}
