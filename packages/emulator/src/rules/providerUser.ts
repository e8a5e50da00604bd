import type { EmulatorUser } from '../db/user.ts'
import type { ProviderProfile } from '../providers/ProviderVerifier.ts'
import type { World } from '../routes/route.ts'
import { ApiError } from './ApiError.ts'
import { observedErrors } from './observed.ts'
import { unobservedErrors } from './unobserved.ts'

/** Where somebody can come from: a provider of the API's, or the application's own (`cidp`). */
export type ProviderName = 'facebook' | 'twitter' | 'firebase_phone' | 'firebase_email' | 'cidp'

/** The field of a user that holds what a provider knows them by. */
const ownFields = {
  facebook: 'facebook_id',
  twitter: 'twitter_id',
  firebase_phone: 'phone',
  firebase_email: null,
  cidp: 'external_id',
} as const

/**
 * The user whom a provider knows by `uid`: somebody who came through it before, or who has its id or the
 * phone number in their profile; otherwise a new one.
 *
 * @throws `ApiError` 422 when the new user's login or e-mail is somebody else's, or there is nothing to make
 *   a user of.
 */
export function findOrCreateProviderUser(
  { db, now }: World,
  provider: ProviderName,
  uid: string,
  profile: ProviderProfile,
): EmulatorUser {
  const before = db.identities.find(provider, uid)
  const known = before === undefined ? undefined : db.users.get(before)
  if (known !== undefined) return known

  const field = ownFields[provider]
  const value = provider === 'firebase_phone' ? profile.phone : uid
  const [owner] = field !== null && value ? db.users.withValue(field, value) : []
  const user = owner ?? create()
  db.identities.link(provider, uid, user.id)
  return user

  function create(): EmulatorUser {
    const contact = provider === 'firebase_email' ? profile.email : value
    if (!contact) throw new ApiError(observedErrors.loginAndEmailBlank)
    const { email, login = `${provider === 'cidp' ? 'custom' : provider}_${uid}` } = profile
    if (login !== null && db.users.findByLogin(login) !== undefined)
      throw new ApiError(unobservedErrors.loginNotUnique)
    if (email && db.users.findByEmail(email) !== undefined) throw new ApiError(observedErrors.emailNotUnique)
    const fields = { ...profile, login, ...(field === null ? {} : { [field]: contact }) }
    return db.users.create(fields, null, now())
  }
}
