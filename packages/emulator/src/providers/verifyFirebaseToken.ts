import type {
  FirebaseCredentials,
  ProviderProfile,
  ProviderVerdict,
  ProviderVerifier,
} from './ProviderVerifier.ts'

/** A public key as Google publishes them, with its id. */
export interface FirebaseKey extends JsonWebKey {
  readonly kid: string
}

/** Which Firebase ID tokens are good. */
export interface FirebaseProject {
  /** The Firebase project that must have issued the token. */
  readonly projectId: string
  /**
   * The keys a token may be signed with, or how to get them; or `'unsigned'` for the tokens of the Firebase
   * Auth emulator, which are signed by nobody.
   */
  readonly keys: readonly FirebaseKey[] | (() => Promise<readonly FirebaseKey[]>) | 'unsigned'
}

const LEEWAY_SECONDS = 300
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

type Claims = Readonly<Record<string, unknown>>

/**
 * A verifier of Firebase ID tokens: their structure, project, times and signature.
 *
 * Source: Firebase, "Verify ID tokens using a third-party JWT library". It needs WebCrypto, which pages on
 * plain HTTP lack, except for unsigned tokens.
 *
 * @param project - See {@link FirebaseProject}.
 *
 * @example
 * const firebase = verifyFirebaseToken({ projectId: 'demo-app', keys: 'unsigned' })
 * createEmulator({ providers: { firebase_phone: firebase, firebase_email: firebase } })
 */
export function verifyFirebaseToken({
  projectId,
  keys,
}: FirebaseProject): ProviderVerifier<FirebaseCredentials> {
  return async ({ project_id, access_token }, { now }): Promise<ProviderVerdict> => {
    const refused = { outcome: 'refused' } as const
    const [headerPart, claimsPart, signaturePart, ...rest] = access_token.split('.')
    if (headerPart === undefined || claimsPart === undefined || signaturePart === undefined) return refused
    const [header, claims] = [readJson(headerPart), readJson(claimsPart)]
    if (rest.length > 0 || header === null || claims === null) return refused

    const { sub } = claims
    if (project_id !== projectId || !isIssuedFor(projectId, claims) || !isTimely(claims, now() / 1000)) {
      return refused
    }
    if (typeof sub !== 'string' || sub === '' || sub.length > 128) return refused

    if (keys === 'unsigned') {
      if (header['alg'] !== 'none' || signaturePart !== '') return refused
    } else {
      if (header['alg'] !== 'RS256') return refused
      const key = (typeof keys === 'function' ? await keys() : keys).find(({ kid }) => kid === header['kid'])
      if (key === undefined || !(await isSigned(key, `${headerPart}.${claimsPart}`, signaturePart)))
        return refused
    }
    return { outcome: 'accepted', uid: sub, profile: profileIn(claims) }
  }
}

function isIssuedFor(projectId: string, { aud, iss }: Claims): boolean {
  return aud === projectId && iss === `https://securetoken.google.com/${projectId}`
}

function isTimely({ exp, iat, auth_time }: Claims, now: number): boolean {
  const isPast = (time: unknown): boolean => typeof time === 'number' && time <= now + LEEWAY_SECONDS
  return typeof exp === 'number' && exp > now && isPast(iat) && isPast(auth_time)
}

function profileIn(claims: Claims): ProviderProfile {
  const texts = {
    phone: claims['phone_number'],
    email: claims['email'],
    full_name: claims['name'],
  }
  const profile: { -readonly [Field in keyof ProviderProfile]: ProviderProfile[Field] } = {}
  for (const name of ['phone', 'email', 'full_name'] as const) {
    const text = texts[name]
    if (typeof text === 'string' && text !== '') profile[name] = text
  }
  return profile
}

async function isSigned(key: FirebaseKey, signed: string, signature: string): Promise<boolean> {
  const bytes = fromBase64Url(signature)
  if (bytes === null) return false
  try {
    const { subtle } = crypto
    const imported = await subtle.importKey('jwk', key, RS256, false, ['verify'])
    return await subtle.verify(RS256, imported, bytes, new TextEncoder().encode(signed))
  } catch {
    // The key is none for this algorithm, or there is no WebCrypto: nothing can be vouched for.
    return false
  }
}

function readJson(part: string): Claims | null {
  const bytes = fromBase64Url(part)
  if (bytes === null) return null
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? Object.fromEntries(Object.entries(json))
      : null
  } catch {
    return null
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
  } catch {
    return null
  }
}
