import type {
  FirebaseCredentials,
  ProviderProfile,
  ProviderVerifier,
  SocialKeys,
} from './ProviderVerifier.ts'

/** Somebody at a provider. */
export interface ProviderPerson extends ProviderProfile {
  /** Their id at the provider. */
  readonly uid: string
  /** For Twitter: the secret that must come with the token. Default: any. */
  readonly secret?: string
}

/**
 * A verifier for tests: it accepts the tokens on a list, and no others.
 *
 * @param people - Whom each token stands for.
 *
 * @example
 * createEmulator({
 *   providers: { facebook: acceptTokens({ 'token-of-ada': { uid: '42', full_name: 'Ada Lovelace' } }) },
 * })
 */
export function acceptTokens(
  people: Readonly<Record<string, ProviderPerson>>,
): ProviderVerifier<SocialKeys | FirebaseCredentials> {
  const known = new Map(Object.entries(people))
  return (credentials) => {
    const token = 'token' in credentials ? credentials.token : credentials.access_token
    const given = 'secret' in credentials ? credentials.secret : undefined
    const person = known.get(token)
    if (person === undefined) return { outcome: 'refused' }
    const { uid, secret, ...profile } = person
    return secret === undefined || secret === given
      ? { outcome: 'accepted', uid, profile }
      : { outcome: 'refused' }
  }
}
