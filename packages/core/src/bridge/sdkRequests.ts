import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { isSameScope } from '../session/scope.ts'
import { isFields } from '../wire/fields.ts'
import type { SdkRequest, SdkService } from './OfficialSdk.ts'

/** The SDK's requests, on Cubekit's session. */
export interface SdkRequests {
  /** Takes the place of the service's own `ajax`. */
  readonly ajax: (request: SdkRequest) => Promise<unknown>
  /** Shows the SDK the session that is in use now. */
  readonly follow: () => void
}

/**
 * Sends the SDK's requests as Cubekit sends its own: with the token of the moment, never on behalf of somebody
 * who has left, and once more after a renewal that all callers share.
 */
export function createSdkRequests(
  client: CubeClient,
  service: SdkService,
  isConnected: () => boolean,
): SdkRequests {
  const { session } = client[internals]
  const send = service.ajax.bind(service)

  const show = (token: string | null): void => {
    const { user } = client.getSession()
    const whose = user ? { user_id: user.id } : {}
    service.setSession(token === null ? null : { token, application_id: client.appId, ...whose })
    service.setCurrentUserId(user?.id)
  }
  const follow = (): void => show(session.peek())

  /** The SDK reads its token before it returns, and nothing else runs until then. */
  const sendWith = (token: string | null, request: SdkRequest): Promise<unknown> => {
    show(token)
    try {
      return send(request)
    } finally {
      follow()
    }
  }

  const ajax = async (request: SdkRequest): Promise<unknown> => {
    const known = client.getSession().status === 'loading' ? null : client.scope()
    await client.ready()
    const scope = known ?? client.scope()
    const guard = (): void => {
      if (!isSameScope(scope, client.scope())) throw new CubeError('session-changed')
    }
    const exchange = async (token: string | null): Promise<unknown> => {
      guard()
      if (!isConnected()) throw new CubeError('aborted')
      try {
        const answer = await sendWith(token, request)
        guard()
        if (token !== null) session.accepted(token, null)
        return answer
      } finally {
        // The answer to somebody who has left is for nobody else.
        guard()
      }
    }
    const explain = (error: unknown): never => {
      if (isCubeError(error, 'session-expired')) throw expiredForSdk()
      guard()
      throw error
    }
    guard()
    // Files are uploaded to other servers, which must not see the token.
    if (!request.url.startsWith(`${client.apiUrl}/`)) return exchange(null)

    // It does not say which rights a request needs: it acts for whoever is signed in.
    const rights = scope.user === 'app' ? 'app' : 'user'
    const token = await session.token(rights).catch(explain)
    const failedBefore = session.failedRenewals()
    try {
      return await exchange(token)
    } catch (error) {
      if (!isRefused(error)) throw error
      const renewed = await session.renew(token, rights, failedBefore).catch(explain)
      return exchange(renewed)
    }
  }

  return { ajax, follow }
}

const refusal = 'Required session does not exist'

/** What the SDK takes for an expired session. */
function isRefused(error: unknown): boolean {
  if (!isFields(error) || error['code'] !== 401 || !isFields(error['info'])) return false
  const { errors } = error['info']
  return isFields(errors) && Array.isArray(errors['base']) && errors['base'][0] === refusal
}

/** A session that has lapsed for good looks to the SDK's callers as it does without Cubekit. */
function expiredForSdk(): Error {
  return Object.assign(new Error(refusal), { code: 401, info: { errors: { base: [refusal] } } })
}
