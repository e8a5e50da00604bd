import { CubeError, type PhoneVerifier, type SentCode } from '@cubekit/core'
import { type Auth, signInWithPhoneNumber, type User } from 'firebase/auth'
import { firebaseCredentials } from './firebaseCredentials.ts'
import { codeOf, firebaseError } from './firebaseError.ts'
import { projectIdOf } from './projectIdOf.ts'
import { showRecaptcha } from './recaptcha.ts'

/** How {@link firebasePhone} works. */
export interface FirebasePhoneOptions {
  /** In which element reCAPTCHA shows its badge, or that element's id; by default at the end of the page. */
  readonly container?: HTMLElement | string
  /** After how long another code may be sent, in ms; by default 30,000. */
  readonly resendAfterMs?: number
  /** How long somebody may take for a question of reCAPTCHA's, in ms; by default 120,000. */
  readonly challengeMs?: number
  /** This device's time, ms since 1970; by default `Date.now`. For tests. */
  readonly now?: () => number
}

/**
 * Verifies phone numbers through Firebase: an invisible reCAPTCHA, a code in a text message, and a Firebase user when
 * the code is right. reCAPTCHA's element is made for each code, and removed when it has been sent or could not be.
 *
 * Its `sendCode` rejects with CubeError `validation` (field `phone`), `rate-limited`, `unreachable`, `timeout`
 * (reCAPTCHA’s question was not answered), `rejected`, `app-rejected` (Firebase is not set up for it, or the quota is
 * used up) or `aborted` (by the caller, or because the question was closed); `confirm` with `validation` (field
 * `code`), `forbidden` (the Firebase user is disabled), `rate-limited`, `unreachable`.
 *
 * @param auth - Firebase's `Auth`, of an app with a `projectId`.
 * @throws CubeError `invalid-argument` when there is no `projectId`.
 * @example
 * const sent = await firebasePhone(getAuth(app)).sendCode('+441632960961')
 * await login(client, await sent.confirm(code))
 *
 * Source: Firebase, "Authenticate with Firebase with a phone number using JavaScript"; ConnectyCube JavaScript
 * documentation, "Authentication and Users", Firebase.
 */
export function firebasePhone(auth: Auth, options: FirebasePhoneOptions = {}): PhoneVerifier {
  const projectId = projectIdOf(auth)
  const { container, resendAfterMs = 30_000, challengeMs = 120_000, now = Date.now } = options
  return {
    async sendCode(phone, { signal } = {}): Promise<SentCode> {
      const number = phone.replaceAll(/[\s().-]/g, '')
      if (!/^\+[1-9]\d{4,14}$/.test(number)) throw firebaseError({ code: 'auth/invalid-phone-number' })
      const result = await untilInterrupted(challengeMs, signal, async (interruption) => {
        const check = showRecaptcha(auth, container, interruption.give)
        try {
          return await Promise.race([
            interruption.promise,
            signInWithPhoneNumber(auth, number, check.verifier),
          ])
        } finally {
          check.remove()
        }
      })
      let proven: { code: string; user: User } | undefined
      return {
        resendAt: now() + resendAfterMs,
        async confirm(typed) {
          const code = typed.replaceAll(/\s/g, '')
          try {
            // A code counts once. When the sign-in after it has failed, the person must be able to send it again.
            if (proven?.code !== code) proven = { code, user: (await result.confirm(code)).user }
            return firebaseCredentials('firebase_phone', projectId, await proven.user.getIdToken())
          } catch (error) {
            throw firebaseError(error)
          }
        },
      }
    },
  }
}

interface Interruption {
  readonly promise: Promise<never>
  readonly give: (error: CubeError) => void
}

/** Does the work, unless it is interrupted: by the caller, by itself, or because it takes too long. */
async function untilInterrupted<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (interruption: Interruption) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw new CubeError('aborted')
  let give: Interruption['give'] = () => {}
  const promise = new Promise<never>((_, reject) => {
    give = reject
  })
  const timer = setTimeout(() => give(new CubeError('timeout')), ms)
  const onAbort = (): void => give(new CubeError('aborted'))
  signal?.addEventListener('abort', onAbort)
  try {
    return await work({ promise, give })
  } catch (error) {
    // Without its script, Firebase's SDK says no more than that something is wrong inside.
    const isScriptMissing = codeOf(error) === 'internal-error' && !('grecaptcha' in globalThis)
    throw isScriptMissing ? firebaseError({ code: 'auth/network-request-failed' }) : firebaseError(error)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}
