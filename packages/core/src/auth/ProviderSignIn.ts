import type { LoginCredentials } from './credentials.ts'

/**
 * Lets a person sign in at an identity provider, in a window of its own as a rule; `null` when they closed it. Call
 * it in the handler of a click, or browsers keep the window from opening.
 *
 * @example
 * const credentials = await signInWithGoogle()
 * if (credentials) await login(client, credentials)
 */
export type ProviderSignIn = () => Promise<LoginCredentials | null>
