import { CubeError } from '../errors/CubeError.ts'
import type { SignableParams } from '../signing/stringToSign.ts'
import { type Fields, readText } from '../wire/fields.ts'

/** How a person proves who they are: by a password, or by what an identity provider gave them. */
export type LoginCredentials = PasswordCredentials | ProviderCredentials

/** A login or an e-mail address, and the password. */
export type PasswordCredentials =
  | { readonly login: string; readonly password: string }
  | { readonly email: string; readonly password: string }

/**
 * What an identity provider gave. Whom the server does not know yet gets an account by it.
 *
 * - `facebook`, `twitter`: the access token, and Twitter's secret.
 * - `firebase_phone`, `firebase_email`: the Firebase project and the Firebase user's ID token, nested or in the flat
 *   form of the JavaScript documentation, which is nested before it is sent.
 * - `cidp`: the token of the application's own users ("Custom Identity Provider"). It goes out as the login.
 *
 * Source: ConnectyCube server API, "User Login"; JavaScript documentation, "Authentication and Users".
 */
export type ProviderCredentials =
  | { readonly provider: 'facebook'; readonly keys: { readonly token: string } }
  | { readonly provider: 'twitter'; readonly keys: { readonly token: string; readonly secret: string } }
  | { readonly provider: 'firebase_phone'; readonly firebase_phone: FirebaseProof }
  | { readonly provider: 'firebase_email'; readonly firebase_email: FirebaseProof }
  | {
      readonly provider: 'firebase_phone'
      readonly 'firebase_phone[project_id]': string
      readonly 'firebase_phone[access_token]': string
    }
  | {
      readonly provider: 'firebase_email'
      readonly 'firebase_email[project_id]': string
      readonly 'firebase_email[access_token]': string
    }
  | { readonly provider: 'cidp'; readonly token: string }

/** A Firebase project's id, and the ID token of one of its users. */
export interface FirebaseProof {
  readonly project_id: string
  readonly access_token: string
}

/** Credentials as the API takes them. */
export interface CheckedCredentials {
  /** For POST /session. POST /login takes what is under `user`, or else all. */
  readonly params: SignableParams
  /** What must not come back in an error. */
  readonly secrets: readonly string[]
}

/** Copies what the API wants and refuses what it cannot accept, before any request. */
export function checkCredentials(credentials: LoginCredentials): CheckedCredentials {
  const provider = ('provider' in credentials && credentials.provider) || ''
  const given: Fields = { ...credentials }
  const isFirebase = provider.startsWith('firebase')
  const group = isFirebase ? provider : 'keys'
  const names = isFirebase
    ? // In this order: what is left of a token that holds the project’s id would be no secret any more.
      ['access_token', 'project_id']
    : provider
      ? provider === 'twitter'
        ? ['token', 'secret']
        : ['token']
      : // Of a form that has both, whichever is filled in.
        [given['login'] || !('email' in given) ? 'login' : 'email', 'password']
  const all: Fields = Object.assign({}, given, given[group])
  const parts: Record<string, string> = {}
  const fields: Record<string, string[]> = {}
  for (const name of names) {
    const text = readText(all[name] ?? all[`${group}[${name}]`])
    if (text) parts[name] = text
    else fields[name] = ['is required']
  }
  if (Object.keys(fields).length > 0) throw new CubeError('validation', { fields })
  const secrets = Object.values(parts)
  if (!provider) return { params: { user: parts }, secrets: secrets.slice(1) }
  // The server takes any password with such a token, but not none.
  const user = { login: parts['token'], password: provider }
  return { params: provider === 'cidp' ? { user } : { provider, [group]: parts }, secrets }
}
