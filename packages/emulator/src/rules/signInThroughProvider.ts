import type { EmulatorUser } from '../db/user.ts'
import type { ProviderVerdict } from '../providers/ProviderVerifier.ts'
import type { World } from '../routes/route.ts'
import { ApiError } from './ApiError.ts'
import type { PasswordCredentials, ProviderCredentials } from './credentials.ts'
import { observedErrors } from './observed.ts'
import { findOrCreateProviderUser, type ProviderName } from './providerUser.ts'
import { unobservedErrors } from './unobserved.ts'

/** Where somebody signs in: the two endpoints refuse with different statuses. */
export type SignInEndpoint = 'POST /session' | 'POST /login'

/**
 * Has a provider's credentials checked, and gives the user they stand for: a new one the first time.
 *
 * @throws `ApiError` when the provider does not know them, or the emulator has no verifier for it.
 */
export async function signInThroughProvider(
  world: World,
  credentials: ProviderCredentials,
  endpoint: SignInEndpoint,
): Promise<EmulatorUser> {
  return userOf(world, credentials.provider, await verify(world, credentials), endpoint)
}

/**
 * Has a login or e-mail and a password checked by the application's own identity provider. Where there is
 * one, it is asked about everybody, also about those who have signed up here.
 *
 * @throws `ApiError` when the provider does not know them.
 */
export async function signInThroughIdentityProvider(
  world: World,
  { field, value, password }: PasswordCredentials,
  endpoint: SignInEndpoint,
): Promise<EmulatorUser> {
  const asked = { login: '', email: '', [field]: value, password }
  const verdict = await world.settings.cidp?.(asked, { now: world.now })
  return userOf(world, 'cidp', verdict ?? { outcome: 'broken' }, endpoint)
}

async function verify(world: World, credentials: ProviderCredentials): Promise<ProviderVerdict> {
  const verdict = askVerifier(world, credentials)
  if (verdict === undefined)
    throw new ApiError(unobservedErrors.providerWithoutVerifier(credentials.provider))
  return verdict
}

function askVerifier(
  { settings: { providers }, now }: World,
  credentials: ProviderCredentials,
): ProviderVerdict | Promise<ProviderVerdict> | undefined {
  switch (credentials.provider) {
    case 'facebook':
    case 'twitter':
      return providers[credentials.provider]?.(credentials.keys, { now })
    case 'firebase_phone':
    case 'firebase_email':
      return providers[credentials.provider]?.(credentials.keys, { now })
  }
}

function userOf(
  world: World,
  provider: ProviderName,
  verdict: ProviderVerdict,
  endpoint: SignInEndpoint,
): EmulatorUser {
  switch (verdict.outcome) {
    case 'accepted':
      return findOrCreateProviderUser(world, provider, verdict.uid, verdict.profile ?? {})
    case 'refused':
      throw new ApiError(
        verdict.remote === undefined
          ? unobservedErrors.providerRefused
          : {
              // Seen: POST /session reports this with a status of success, POST /login does not.
              status: endpoint === 'POST /session' ? 200 : 422,
              body: { errors: [remoteMessage(verdict.remote)] },
            },
      )
    case 'uid-missing':
      throw new ApiError(observedErrors.identityProviderUidMissing)
    case 'broken':
      throw new ApiError(unobservedErrors.identityProviderBroken)
  }
}

function remoteMessage({ status, body }: { readonly status: number; readonly body: string }): string {
  const answer = body === '' ? 'With empty response' : `Response ${JSON.stringify(body)}`
  return `Bad Authentication data. Unauthorized on remote side. Status: ${status}.${answer}`
}
