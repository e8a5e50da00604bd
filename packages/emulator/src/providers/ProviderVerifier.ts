import type { EmulatorUser } from '../db/user.ts'

/** What is known about somebody whom a provider vouches for; a new user begins with it. */
export type ProviderProfile = Partial<
  Pick<EmulatorUser, 'login' | 'email' | 'full_name' | 'phone' | 'website' | 'avatar' | 'custom_data'>
>

/** What checking somebody's credentials came to. */
export type ProviderVerdict =
  /** They are who they say: `uid` is their id at the provider. */
  | { readonly outcome: 'accepted'; readonly uid: string; readonly profile?: ProviderProfile }
  /** They are not. `remote` is what the provider's server answered, if one was asked. */
  | { readonly outcome: 'refused'; readonly remote?: { readonly status: number; readonly body: string } }
  /** The provider's server answered well, but with no id in it. */
  | { readonly outcome: 'uid-missing' }
  /** The provider's server could not be asked, or answered what cannot be read. */
  | { readonly outcome: 'broken' }

/** What a verifier may need beside the credentials. */
export interface VerifierContext {
  /** The emulator's time, in milliseconds since 1970. */
  now(): number
}

/**
 * Checks the credentials of one provider: it says whose they are, or that they are nobody's.
 *
 * @example
 * const facebook: ProviderVerifier<SocialKeys> = ({ token }) =>
 *   token === 'ada' ? { outcome: 'accepted', uid: '42' } : { outcome: 'refused' }
 */
export type ProviderVerifier<Credentials> = (
  credentials: Credentials,
  context: VerifierContext,
) => ProviderVerdict | Promise<ProviderVerdict>

/** What comes with `provider: 'facebook'` or `'twitter'`. The latter has a secret too. */
export interface SocialKeys {
  readonly token: string
  readonly secret?: string
}

/** What comes with `provider: 'firebase_phone'` or `'firebase_email'`. */
export interface FirebaseCredentials {
  readonly project_id: string
  /** The Firebase user's ID token. */
  readonly access_token: string
}

/** What a custom identity provider is asked with: what the person signs in with. */
export interface CustomCredentials {
  readonly login: string
  readonly email: string
  readonly password: string
}

/** The verifiers of an emulator, by provider. Sign-in through one that has none is refused. */
export interface ProviderVerifiers {
  readonly facebook?: ProviderVerifier<SocialKeys>
  readonly twitter?: ProviderVerifier<SocialKeys>
  readonly firebase_phone?: ProviderVerifier<FirebaseCredentials>
  readonly firebase_email?: ProviderVerifier<FirebaseCredentials>
}
