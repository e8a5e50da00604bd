import type { LoginCredentials } from '@cubekit/core'

/** The provider's name at ConnectyCube: it knows Firebase's users by their phone or by their e-mail address. */
export type FirebaseProvider = 'firebase_phone' | 'firebase_email'

/** What signs a Firebase user in to ConnectyCube. */
export function firebaseCredentials(
  provider: FirebaseProvider,
  project_id: string,
  access_token: string,
): LoginCredentials {
  const proof = { project_id, access_token }
  return provider === 'firebase_phone'
    ? { provider, firebase_phone: proof }
    : { provider, firebase_email: proof }
}
